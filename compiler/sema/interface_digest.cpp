#include "compiler/sema/interface_digest.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/ast/dump.h"

namespace noodle::sema {

using types::ClassInfo;
using types::Type;
using types::TypeKind;

namespace {

void appendDigest(std::string& out, const Digest& digest) {
    out.append(reinterpret_cast<const char*>(&digest.low), sizeof digest.low);
    out.append(reinterpret_cast<const char*>(&digest.high), sizeof digest.high);
}

// Texts that say everything; they are only ever hashed. A class stands in them by its number, its own text
// comes once.
class Describer {
  public:
    Describer(const types::TypeTable& types, const SourceSet& sources) : types_(types), sources_(sources) {}

    Digest entry(const InterfaceEntry& entry);

  private:
    struct Known {
        const ClassInfo* info;
        Digest own;                  // of what it says itself, with the classes it mentions by name
        std::vector<uint32_t> next;  // the classes it mentions
        bool isDone = false;
    };
    // A text under construction and the classes that it mentions.
    struct Text {
        std::string out;
        std::vector<uint32_t> classes;
    };

    void number(Text& text, uint64_t value) { text.out += std::to_string(value) + ' '; }
    void word(Text& text, std::string_view value) {
        number(text, value.size());
        text.out += value;
    }
    void name(Text& text, Name name) { word(text, name ? types_.names().text(name) : ""); }
    void tree(Text& text, const ast::Node* node) {
        word(text, node == nullptr ? "" : ast::dump(*node, types_.names()));
    }
    void type(Text& text, const Type* type);
    void reference(Text& text, const ClassInfo* info);
    void member(Text& text, const types::ClassMember& member);
    void describe(uint32_t number);

    const types::TypeTable& types_;
    const SourceSet& sources_;
    std::vector<Known> classes_;
    std::unordered_map<const ClassInfo*, uint32_t> numbers_;
    // How many classes of one name and file were met: what tells them apart.
    std::unordered_map<std::string, uint32_t> namesakes_;
    std::unordered_map<const ClassInfo*, std::string> spelled_;
};

// Types nest as deeply as the parser lets authors write them.
void Describer::type(Text& text, const Type* type) {
    if (type == nullptr) {
        text.out += '-';
        return;
    }
    number(text, static_cast<uint64_t>(type->kind()));
    number(text, type->isOpen());
    if (type->is(TypeKind::TypeParam)) name(text, type->param());
    if (type->is(TypeKind::Class)) reference(text, type->cls());
    number(text, type->args().size());
    for (const Type* arg : type->args()) this->type(text, arg);
}

void Describer::reference(Text& text, const ClassInfo* info) {
    if (info == nullptr) {
        text.out += '-';
        return;
    }
    auto [known, isNew] = numbers_.try_emplace(info, static_cast<uint32_t>(classes_.size()));
    if (isNew) {
        classes_.push_back({info, {}, {}});
        const bool hasFile = info->decl != nullptr && sources_.contains(info->decl->span.file);
        std::string spelled(types_.names().text(info->name));
        spelled += hasFile ? '@' + sources_.file(info->decl->span.file).name() : std::string("!");
        uint32_t before = namesakes_[spelled]++;
        spelled_[info] = spelled + '~' + std::to_string(before);
    }
    word(text, spelled_[info]);
    text.classes.push_back(known->second);
}

void Describer::member(Text& text, const types::ClassMember& member) {
    name(text, member.name);
    number(text, static_cast<uint64_t>(member.kind));
    for (bool flag :
         {member.isPrivate, member.isAbstract, member.isOptional, member.hasDefault, member.isConst})
        number(text, flag);
    type(text, member.type);
}

void Describer::describe(uint32_t number) {
    if (classes_[number].isDone) return;
    classes_[number].isDone = true;
    const ClassInfo& info = *classes_[number].info;
    Text text;
    name(text, info.name);
    this->number(text, static_cast<uint64_t>(info.form));
    for (bool flag : {info.isEnum, info.isAbstract, info.isBuiltin, info.hasUnknownBase, info.isOpaque})
        this->number(text, flag);
    if (!info.isBuiltin) {
        reference(text, info.super);
        for (const ClassInfo* each : info.interfaces) reference(text, each);
        for (const Type* each : info.typeParams) type(text, each);
        for (const types::ClassMember& each : info.members) member(text, each);
        tree(text, info.decl);
    }
    classes_[number].own = digestOf(text.out);
    classes_[number].next = std::move(text.classes);
}

Digest Describer::entry(const InterfaceEntry& entry) {
    Text text;
    name(text, entry.name);
    number(text, static_cast<uint64_t>(entry.kind));
    type(text, entry.type);
    reference(text, entry.cls);
    tree(text, entry.function);
    std::vector<uint32_t> open = std::move(text.classes);
    std::vector<uint32_t> reached;
    std::vector<bool> seen(classes_.size());
    while (!open.empty()) {
        uint32_t number = open.back();
        open.pop_back();
        if (number >= seen.size()) seen.resize(classes_.size());
        if (seen[number]) continue;
        seen[number] = true;
        reached.push_back(number);
        describe(number);
        for (uint32_t next : classes_[number].next) open.push_back(next);
    }
    std::ranges::sort(reached, {}, [&](uint32_t each) { return spelled_[classes_[each].info]; });
    for (uint32_t each : reached) appendDigest(text.out, classes_[each].own);
    return digestOf(text.out);
}

}  // namespace

EntryDigests digestsOf(const ModuleInterface& interface, const types::TypeTable& types,
                       const SourceSet& sources) {
    std::vector<const InterfaceEntry*> sorted;
    for (const auto& [name, entry] : interface.entries) sorted.push_back(&entry);
    auto textOf = [&](const InterfaceEntry* entry) { return types.names().text(entry->name); };
    std::ranges::sort(sorted, {}, textOf);
    EntryDigests digests;
    Describer describer(types, sources);
    for (const InterfaceEntry* entry : sorted) digests.emplace_back(textOf(entry), describer.entry(*entry));
    return digests;
}

}  // namespace noodle::sema
