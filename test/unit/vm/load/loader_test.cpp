#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "test/unit/vm/assembler.h"
#include "vm/bytecode/nbc.h"
#include "vm/load/module_loader.h"

using namespace noodle;
using namespace noodle::testing;
namespace fs = std::filesystem;

namespace {

/// A folder with .nbc files that goes away with the test.
class Tree {
  public:
    Tree() {
        std::string pattern = (fs::temp_directory_path() / "noodle-load-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        root = fs::canonical(pattern);
    }
    ~Tree() { fs::remove_all(root); }
    std::string add(const std::string& path) {
        fs::path file = root / path;
        fs::create_directories(file.parent_path());
        ModuleBuilder m(path);
        m.body().op(Opcode::Null).ret();
        std::ofstream(file, std::ios::binary) << bc::writeModule(m.build());
        return file.string();
    }
    std::string at(const std::string& path) const { return (root / path).string(); }
    fs::path root;
};

using Kind = ModuleLocation::Kind;

}  // namespace

TEST_CASE("relative, dotted and folder modules are found beside the importer") {
    Tree tree;
    std::string main = tree.add("app/main.nbc");
    tree.add("app/util.nbc");
    tree.add("app/pkg/mod.nbc");
    tree.add("app/names/inner.nbc");
    tree.add("lib.nbc");
    FileModuleLoader loader({});
    auto find = [&](const char* path, bool dotted) {
        return loader.locate(ModuleQuery{path, dotted, main}, SearchStage::Beside);
    };
    CHECK(find("./util", false).path == tree.at("app/util.nbc"));
    CHECK(find("../lib", false).path == tree.at("lib.nbc"));
    CHECK(find("util", true).path == tree.at("app/util.nbc"));
    CHECK(find(".util", true).path == tree.at("app/util.nbc"));
    CHECK(find("..lib", true).path == tree.at("lib.nbc"));
    CHECK(find("pkg", true).path == tree.at("app/pkg/mod.nbc"));
    CHECK(find("names", true).kind == Kind::Folder);
    CHECK(find("names.inner", true).path == tree.at("app/names/inner.nbc"));
    CHECK(find("absent", true).kind == Kind::Missing);
    // A file never means itself.
    CHECK(find("main", true).kind == Kind::Missing);
}

TEST_CASE("other places are searched in order, and told when nothing is found") {
    Tree tree;
    std::string main = tree.add("app/main.nbc");
    tree.add("src/a.nbc");
    tree.add("more/a.nbc");
    tree.add("more/b.nbc");
    tree.add("std/b.nbc");
    tree.add("std/c.nbc");
    FileModuleLoader loader({tree.at("src"), splitPathList(tree.at("more") + ":"), tree.at("std")});
    auto find = [&](const char* path) {
        return loader.locate(ModuleQuery{path, true, main}, SearchStage::Elsewhere);
    };
    CHECK(find("a").path == tree.at("src/a.nbc"));
    CHECK(find("b").path == tree.at("more/b.nbc"));
    CHECK(find("c").path == tree.at("std/c.nbc"));
    CHECK(find("d").searched.size() == 3);
    CHECK(find(".a").kind == Kind::Missing);
}

TEST_CASE("a file that is no bytecode, or does not verify, is refused") {
    Tree tree;
    std::string file = tree.at("bad.nbc");
    std::ofstream(file) << "not bytecode";
    CHECK_FALSE(loadBytecodeFile(file).ok());
    ModuleBuilder m;
    m.body().op(Opcode::Pop).op(Opcode::Null).ret();
    std::ofstream(file, std::ios::binary) << bc::writeModule(m.build());
    CHECK_FALSE(loadBytecodeFile(file).ok());
    CHECK(loadBytecodeFile(tree.add("good.nbc")).ok());
}
