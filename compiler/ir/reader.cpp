#include "compiler/ir/reader.h"

#include <algorithm>
#include <charconv>

#include "compiler/ir/builder.h"
#include "compiler/ir/text_names.h"

namespace noodle::ir {

namespace {

constexpr uint32_t kMaxIndex = 1'000'000;  // of slots and blocks: a typing error must not allocate gigabytes

struct Token {
    enum class Kind : uint8_t { End, Word, String, Open, Close, ListOpen, ListClose } kind = Kind::End;
    std::string text;
    uint32_t line = 0;
    bool startsLine = false;
};

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    /// False on an unterminated string or a bad escape.
    bool next(Token& token) {
        bool fresh = at_ == 0;
        while (at_ < text_.size() && (isBlank(text_[at_]) || text_[at_] == ';')) {
            if (text_[at_] == ';') skipComment();
            if (at_ >= text_.size()) break;
            if (text_[at_] == '\n') {
                ++line_;
                fresh = true;
            }
            ++at_;
        }
        token = Token{};
        token.line = line_;
        token.startsLine = fresh;
        if (at_ >= text_.size()) return true;
        char c = text_[at_];
        if (c == '"') return string(token);
        if (std::string_view("()[]").find(c) != std::string_view::npos) {
            token.kind = c == '('   ? Token::Kind::Open
                         : c == ')' ? Token::Kind::Close
                         : c == '[' ? Token::Kind::ListOpen
                                    : Token::Kind::ListClose;
            ++at_;
            return true;
        }
        token.kind = Token::Kind::Word;
        while (at_ < text_.size() && !isBlank(text_[at_]) &&
               std::string_view("()[]\"").find(text_[at_]) == std::string_view::npos) {
            token.text += text_[at_++];
        }
        return true;
    }

  private:
    static bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
    void skipComment() {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    }

    bool string(Token& token) {
        token.kind = Token::Kind::String;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] != '\\') {
                token.text += text_[at_];
            } else if (!escape(token.text)) {
                return false;
            }
        }
        return at_++ < text_.size();
    }

    bool escape(std::string& out) {
        if (++at_ >= text_.size()) return false;
        if (text_[at_] != 'x') {
            out += text_[at_];
            return true;
        }
        if (at_ + 2 >= text_.size()) return false;
        int high = hexDigit(text_[at_ + 1]), low = hexDigit(text_[at_ + 2]);
        out += static_cast<char>(high * 16 + low);
        at_ += 2;
        return high >= 0 && low >= 0;
    }

    std::string_view text_;
    size_t at_ = 0;
    uint32_t line_ = 1;
};

class Reader {
  public:
    explicit Reader(std::string_view text) : lexer_(text), builder_("") { advance(); }

    Result<IrModule> run() {
        while (token_.kind != Token::Kind::End && !failed_) {
            if (token_.kind == Token::Kind::Open) {
                tree();
            } else {
                directive();
            }
        }
        if (failed_) return Failure{"line " + std::to_string(failedLine_) + ": " + why_, 65};
        return builder_.finish();
    }

  private:
    // ---- tokens
    void advance() {
        if (!lexer_.next(token_)) fail("bad string");
    }
    void fail(std::string why) {
        if (!failed_) {
            why_ = std::move(why);
            failedLine_ = token_.line;
        }
        failed_ = true;
        token_ = Token{};
        token_.startsLine = true;
    }
    bool lineEnds() const { return token_.startsLine || token_.kind == Token::Kind::End; }
    bool takeWord(std::string_view word) {
        if (lineEnds() || token_.kind != Token::Kind::Word || token_.text != word) return false;
        advance();
        return true;
    }
    std::string wordText() {
        if (token_.kind != Token::Kind::Word) {
            fail("a word is expected");
            return {};
        }
        std::string text = std::move(token_.text);
        advance();
        return text;
    }
    template <typename T>
    T parse(std::string_view text) {
        T value{};
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) fail("bad number " + std::string(text));
        return value;
    }
    template <typename T = uint32_t>
    T number() {
        return parse<T>(wordText());
    }
    uint32_t prefixed(char prefix) {
        std::string text = wordText();
        if (text.size() < 2 || text[0] != prefix) {
            fail(std::string("expected ") + prefix + " and a number");
            return 0;
        }
        return parse<uint32_t>(std::string_view(text).substr(1));
    }
    uint32_t smallIndex(char prefix) {
        uint32_t index = prefixed(prefix);
        if (index >= kMaxIndex) fail("index too large");
        return failed_ ? 0 : index;
    }
    std::string stringText() {
        if (token_.kind != Token::Kind::String) {
            fail("a string is expected");
            return {};
        }
        std::string text = std::move(token_.text);
        advance();
        return text;
    }
    uint32_t string() { return builder_.string(stringText()); }
    uint32_t optionalString(const char* label) { return takeWord(label) ? string() : kNone; }
    std::vector<uint32_t> names() {
        std::vector<uint32_t> list;
        if (token_.kind != Token::Kind::ListOpen) fail("a list is expected");
        advance();
        while (token_.kind == Token::Kind::String) list.push_back(string());
        if (token_.kind != Token::Kind::ListClose) fail("] is expected");
        advance();
        return list;
    }
    template <size_t n>
    uint32_t oneOf(const char* const (&table)[n]) {
        std::string text = wordText();
        for (uint32_t i = 0; i < n; ++i) {
            if (text == table[i]) return i;
        }
        fail("unknown word " + text);
        return 0;
    }

    // ---- directives
    bc::BcModule& tables() { return builder_.tables(); }

    void directive() {
        struct Row {
            const char* word;
            void (Reader::*read)();
        };
        static constexpr Row kRows[] = {
            {"module", &Reader::module},     {"type", &Reader::type},         {"class", &Reader::classDef},
            {"field", &Reader::field},       {"variable", &Reader::variable}, {"request", &Reader::request},
            {"import", &Reader::import},     {"export", &Reader::exported},   {"line", &Reader::sourceLine},
            {"function", &Reader::function}, {"param", &Reader::param},       {"capture", &Reader::capture},
            {"slot", &Reader::slot},         {"block", &Reader::block},
        };
        std::string word = wordText();
        for (const Row& row : kRows) {
            if (word == row.word) return (this->*row.read)();
        }
        fail("unknown directive " + word);
    }

    void module() {
        tables().name = stringText();
        tables().sourcePath = stringText();
        if (takeWord("hash")) tables().sourceHash = number<uint64_t>();
        tables().callsMain = takeWord("callsMain");
        if (takeWord("main")) tables().mainVariable = number();
    }
    void type() {
        if (number() != tables().types.size()) return fail("types are numbered in order");
        bc::TypeDef t;
        t.kind = static_cast<bc::TypeDef::Kind>(oneOf(kTypeKindNames));
        t.name = optionalString("name");
        while (!lineEnds()) t.operands.push_back(number());
        tables().types.push_back(std::move(t));
    }
    void classDef() {
        if (number() != tables().classes.size()) return fail("classes are numbered in order");
        bc::ClassDef c;
        c.name = string();
        if (takeWord("flags")) c.flags = number<uint16_t>();
        c.hasSuper = takeWord("super");
        if (takeWord("interfaces")) c.interfaceCount = number<uint16_t>();
        c.doc = optionalString("doc");
        if (takeWord("required")) c.required = bc::Table<uint32_t>(names());
        if (takeWord("match")) c.matchFields = bc::Table<uint32_t>(names());
        builder_.addClass(std::move(c));
    }
    void field() {
        if (tables().classes.empty()) return fail("no class");
        bc::FieldDef f;
        f.name = string();
        if (!lineEnds() && token_.kind == Token::Kind::Word && token_.text[0] == 't') f.type = prefixed('t');
        f.optional = takeWord("optional");
        f.isConst = takeWord("const");
        f.isPrivate = takeWord("private");
        tables().classes.back().fields.push_back(f);
    }
    void variable() {
        bc::ModuleVariable v;
        v.name = string();
        v.isConst = takeWord("const");
        tables().variables.push_back(v);
    }
    void request() {
        bc::ModuleRequest r;
        r.path = string();
        r.lazy = takeWord("lazy");
        r.dotted = takeWord("dotted");
        tables().requests.push_back(r);
    }
    void import() {
        bc::ImportBinding b;
        b.request = number();
        b.name = string();
        tables().imports.push_back(b);
    }
    void exported() {
        bc::Export e;
        e.kind = static_cast<bc::Export::Kind>(oneOf(kExportKindNames));
        e.index = number();
        e.name = optionalString("name");
        tables().exports.push_back(e);
    }
    void sourceLine() { tables().sourceLines.push_back(stringText()); }

    // ---- functions
    IrFunction& current() {
        if (builder_.module().functions.empty()) {
            fail("no function");
            newFunction();
        }
        return builder_.module().functions.back();
    }
    void newFunction() {
        uint32_t index = builder_.reserveFunction();
        builder_.module().functions.emplace_back().index = index;
    }
    void function() {
        if (number() != builder_.module().functions.size()) return fail("functions are numbered in order");
        newFunction();
        IrFunction& f = current();
        f.name = string();
        f.qualifiedName = optionalString("qualified");
        if (takeWord("flags")) f.flags = number();
        if (takeWord("returns")) f.returnType = prefixed('t');
        f.doc = optionalString("doc");
    }
    void param() {
        bc::Param p;
        p.name = string();
        p.kind = number<uint8_t>();
        p.optional = takeWord("optional");
        current().params.push_back(p);
    }
    void capture() {
        bc::Capture c;
        c.from = static_cast<bc::Capture::From>(oneOf(kCaptureNames));
        c.index = number<uint16_t>();
        builder_.module().captures[current().index].push_back(c);
    }
    StaticType staticType(std::string_view text) {
        for (StaticType t :
             {StaticType::Any, StaticType::Int, StaticType::Float, StaticType::Bool, StaticType::String}) {
            if (text == nameOf(t)) return t;
        }
        fail("unknown type " + std::string(text));
        return StaticType::Any;
    }
    void slot() {
        IrFunction& f = current();
        if (smallIndex('%') != f.slots.size()) return fail("slots are numbered in order");
        Slot s;
        s.name = optionalString("name");
        s.type = staticType(wordText());
        s.isCell = takeWord("cell");
        f.slots.push_back(s);
    }
    void block() {
        IrFunction& f = current();
        BlockId id{smallIndex('b')};
        if (f.blocks.size() <= id.index) f.blocks.resize(id.index + 1);
        f.order.push_back(id);
        f.block(id).firstStatement = static_cast<uint32_t>(f.statements.size());
        if (takeWord("handler")) f.block(id).handler = BlockId{smallIndex('b')};
    }

    // ---- trees
    struct OpenNode {
        Node node;
        std::vector<NodeId> operands;
    };

    void tree() {
        IrFunction& f = current();
        if (f.order.empty()) return fail("no block");
        NodeId root = readTree(f);
        if (failed_) return;
        Block& b = f.block(f.order.back());
        if (b.terminator.valid()) return fail("statement after the end of the block");
        if (opInfo(f.node(root).op).kind == OpKind::Terminator) {
            b.terminator = root;
        } else {
            f.statements.push_back(root);
            ++b.statementCount;
        }
    }

    NodeId readTree(IrFunction& f) {
        std::vector<OpenNode> stack;
        do {
            if (token_.kind == Token::Kind::Open) {
                advance();
                stack.push_back(head(f));
            } else if (token_.kind == Token::Kind::Close) {
                advance();
                NodeId id = finishNode(f, stack.back());
                stack.pop_back();
                if (stack.empty()) return id;
                stack.back().operands.push_back(id);
            } else {
                fail("( or ) is expected");
            }
        } while (!failed_);
        return {};
    }

    static NodeId finishNode(IrFunction& f, OpenNode& open) {
        open.node.firstOperand = static_cast<uint32_t>(f.operands.size());
        open.node.operandCount = static_cast<uint32_t>(open.operands.size());
        f.operands.insert(f.operands.end(), open.operands.begin(), open.operands.end());
        f.nodes.push_back(open.node);
        return NodeId{static_cast<uint32_t>(f.nodes.size() - 1)};
    }

    OpenNode head(IrFunction& f) {
        OpenNode open;
        std::string text = wordText();
        std::string_view rest = text;
        size_t at = rest.find('@');
        if (at != std::string_view::npos) {
            position(rest.substr(at + 1), open.node.pos);
            rest = rest.substr(0, at);
        }
        size_t colon = rest.find(':');
        open.node.op = opByName(rest.substr(0, colon));
        if (open.node.op == Op::Count) {
            fail("unknown instruction " + text);
            open.node.op = Op::ConstNull;
            return open;
        }
        const OpInfo& info = opInfo(open.node.op);
        open.node.type = colon == std::string_view::npos ? info.result : staticType(rest.substr(colon + 1));
        uint32_t word = 0;
        for (const char* c = info.immediates; *c && !failed_; ++c) {
            immediate(f, open.node, *c, word);
            word += *c == 'I' || *c == 'F' ? 2 : 1;
        }
        return open;
    }

    void position(std::string_view text, SourcePos& pos) {
        size_t colon = text.find(':');
        if (colon == std::string_view::npos) return fail("bad position");
        pos.line = parse<uint32_t>(text.substr(0, colon));
        pos.column = parse<uint32_t>(text.substr(colon + 1));
    }

    void immediate(IrFunction& f, Node& n, char code, uint32_t word) {
        switch (code) {
            case 'I':
                n.setInt(number<int64_t>());
                break;
            case 'F':
                n.setFloat(number<double>());
                break;
            case 'S':
            case 'a':
                n.imm[word] = string();
                break;
            case 'l':
                n.imm[word] = nameList(f);
                break;
            case 'h':
                n.imm[word] = static_cast<uint32_t>(number<int32_t>());
                break;
            case 'b':
                n.imm[word] = number();
                break;
            case 's':
                n.imm[word] = prefixed('%');
                break;
            case 'B':
                n.imm[word] = prefixed('b');
                break;
            default:
                n.imm[word] = prefixed(code);
                break;
        }
    }

    uint32_t nameList(IrFunction& f) {
        std::vector<uint32_t> list = names();
        auto found = std::find(f.nameLists.begin(), f.nameLists.end(), list);
        auto index = static_cast<uint32_t>(found - f.nameLists.begin());
        if (found == f.nameLists.end()) f.nameLists.push_back(std::move(list));
        return index;
    }

    Lexer lexer_;
    ModuleBuilder builder_;
    Token token_;
    bool failed_ = false;
    std::string why_;
    uint32_t failedLine_ = 0;
};

}  // namespace

Result<IrModule> readModule(std::string_view text) {
    return Reader(text).run();
}

}  // namespace noodle::ir
