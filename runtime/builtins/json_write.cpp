#include "runtime/builtins/json_write.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "runtime/base/utf8.h"
#include "runtime/builtins/each.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/member.h"
#include "runtime/entry/text.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

class JsonWriter {
  public:
    JsonWriter(Mutator& m, std::string& out, const JsonStyle& style)
        : m_(m), out_(out), style_(style), ticker_(m) {}

    bool write(Value v);

  private:
    /// A member of an object, collected first when keys are sorted.
    struct Entry {
        std::string key;
        Value value;
    };

    bool object(Value v);
    bool instance(Instance* object);
    bool fields(Instance* object);
    bool map(Map* map);
    bool array(Value v);
    bool enumValue(EnumValue* e);
    bool fallback(Value v);
    bool keyText(Value key, std::string& text);
    bool enter(Value container);
    void leave() { open_.pop_back(); }
    bool member(std::string_view key, Value v, bool first);
    /// Writes collected members, sorted if the style says so. Their values are kept alive by the caller.
    bool members(std::vector<Entry>& all);
    void begin(char bracket) { out_ += bracket; }
    void item(bool first);
    void end(char bracket, bool empty);
    void newLine(size_t depth);
    void quote(std::string_view text);
    void escape(std::string_view text, size_t& pos);
    bool failNumber();

    Mutator& m_;
    std::string& out_;
    const JsonStyle& style_;
    Ticker ticker_;
    std::vector<HeapObject*>
        open_;  ///< the containers around the current value; each is reachable from the root value
};

bool JsonWriter::failNumber() {
    throwValueError(m_, "nan and inf have no JSON form");
    return false;
}

bool JsonWriter::write(Value v) {
    if (!ticker_.tick()) return false;
    if (out_.size() > kMaxStringBytes) {
        throwOutOfMemory(m_);
        return false;
    }
    if (v.isNull()) {
        out_ += "null";
    } else if (v.isBool()) {
        out_ += v.isTrue() ? "true" : "false";
    } else if (isInt(v)) {
        char digits[24];
        auto result = std::to_chars(digits, digits + sizeof digits, toInt64(v));
        out_.append(digits, result.ptr);
    } else if (v.isDouble()) {
        if (!std::isfinite(v.asDouble())) return failNumber();
        out_ += formatDouble(v.asDouble());
    } else {
        return v.isObject() ? object(v) : fallback(v);
    }
    return true;
}

bool JsonWriter::object(Value v) {
    switch (v.asObject()->kind) {
        case ObjectKind::String: {
            String* s = v.cast<String>();
            if (!flatten(m_, s)) return false;
            quote(view(m_, s));
            return true;
        }
        case ObjectKind::BigInt:
            return appendBigInt(m_, out_, v);
        case ObjectKind::EnumValue:
            return enumValue(v.cast<EnumValue>());
        case ObjectKind::List:
        case ObjectKind::Tuple:
        case ObjectKind::Set:
        case ObjectKind::Range:
            if (!enter(v) || !array(v)) return false;
            break;
        case ObjectKind::Map:
            if (!enter(v) || !map(v.cast<Map>())) return false;
            break;
        case ObjectKind::Instance:
            if (!enter(v) || !instance(v.cast<Instance>())) return false;
            break;
        default:
            return fallback(v);
    }
    leave();
    return true;
}

/// Cycles reach any depth, so looking for one at every 64th level finds all of them and costs little.
bool JsonWriter::enter(Value container) {
    if (m_.nativeStackLow()) {
        throwStackOverflow(m_);
        return false;
    }
    HeapObject* object = container.asObject();
    open_.push_back(object);
    if (open_.size() % 64 != 0) return true;
    if (std::find(open_.begin(), open_.end() - 1, object) == open_.end() - 1) return true;
    throwValueError(m_, "a structure that contains itself has no JSON form");
    return false;
}

bool JsonWriter::fallback(Value v) {
    if (!style_.fallback.isUndef()) {
        if (m_.nativeStackLow()) {
            throwStackOverflow(m_);
            return false;
        }
        Value replacement = m_.call(style_.fallback, std::span<const Value>(&v, 1));
        return !replacement.isException() && write(replacement);
    }
    throwTypeError(m_, joined("a value of type ", typeNameOf(m_, v), " has no JSON form"));
    return false;
}

void JsonWriter::newLine(size_t depth) {
    out_ += '\n';
    for (size_t i = 0; i < depth; ++i) out_ += style_.indent;
}

void JsonWriter::item(bool first) {
    if (!first) out_ += style_.itemSeparator;
    if (!style_.indent.empty()) newLine(open_.size());
}

void JsonWriter::end(char bracket, bool empty) {
    if (!empty && !style_.indent.empty()) newLine(open_.size() - 1);
    out_ += bracket;
}

bool JsonWriter::array(Value v) {
    begin('[');
    bool first = true;
    bool ok = eachValue(m_, v, [&](Value element) {
        item(first);
        first = false;
        return write(element) ? Step::Next : Step::Fail;
    });
    if (!ok) return false;
    end(']', first);
    return true;
}

bool JsonWriter::keyText(Value key, std::string& text) {
    if (String* s = key.as<String>()) {
        if (!flatten(m_, s)) return false;
        text = view(m_, s);
        return true;
    }
    if (EnumValue* e = key.as<EnumValue>()) {
        text = view(m_, e->name);
        return true;
    }
    if (isNumber(key) || key.isNull() || key.isBool() || isBigInt(key)) {
        if (key.isDouble() && !std::isfinite(key.asDouble())) return failNumber();
        return appendStr(m_, text, key);
    }
    throwTypeError(m_, joined("a JSON object cannot have a key of type ", typeNameOf(m_, key)));
    return false;
}

bool JsonWriter::map(Map* map) {
    std::vector<Entry> all;
    ValueVector values(m_.heap());
    begin('{');
    uint64_t position = 0;
    Value key, value;
    bool first = true;
    uint32_t version = map->version;
    while (mapNext(map, position, &key, &value)) {
        std::string text;
        if (!keyText(key, text)) return false;
        if (style_.sortKeys) {
            all.push_back({std::move(text), value});
            values.push(value);
            continue;
        }
        if (!member(text, value, first)) return false;
        first = false;
        if (map->version != version) {
            throwError(m_, m_.types().concurrentModificationError,
                       "the map changed while it was turned into JSON");
            return false;
        }
    }
    if (!members(all)) return false;
    end('}', first && all.empty());
    return true;
}

bool JsonWriter::member(std::string_view key, Value v, bool first) {
    item(first);
    quote(key);
    out_ += style_.keySeparator;
    return write(v);
}

bool JsonWriter::members(std::vector<Entry>& all) {
    if (style_.sortKeys) {
        std::stable_sort(all.begin(), all.end(),
                         [](const Entry& a, const Entry& b) { return a.key < b.key; });
    }
    bool first = true;
    for (const Entry& entry : all) {
        if (!member(entry.key, entry.value, first)) return false;
        first = false;
    }
    return true;
}

bool JsonWriter::instance(Instance* object) {
    String* name = m_.intern("toJson");
    if (name == nullptr) return false;
    Value self = Value::ofObject(object);
    Member method = findMember(m_, object->cls, name);
    if (method.kind == MemberKind::Method) {
        Value replacement = callFound(m_, self, method, {});
        return !replacement.isException() && write(replacement);
    }
    return fields(object);
}

bool JsonWriter::fields(Instance* object) {
    std::vector<Entry> all;
    ValueVector values(m_.heap());
    completeError(m_, object);
    for (uint32_t i = 0; i < object->shape->fieldCount; ++i) {
        Value v = fieldAt(object, i);
        std::string_view name = symbolText(object->shape->fieldName(i));
        if (v.isUndef() || name.starts_with('_') || isHiddenField(name)) continue;
        const FieldInfo* info = findFieldInfo(object->cls, name);
        if (v.isNull() && info != nullptr && info->optional) continue;
        all.push_back({std::string(name), v});
        values.push(v);
    }
    begin('{');
    if (!members(all)) return false;
    end('}', all.empty());
    return true;
}

/// "Name", or {"Name": [payload…]}.
bool JsonWriter::enumValue(EnumValue* e) {
    if (e->aux == 0) {
        quote(view(m_, e->name));
        return true;
    }
    if (!enter(Value::ofObject(e))) return false;
    begin('{');
    item(true);
    quote(view(m_, e->name));
    out_ += style_.keySeparator;
    out_ += '[';
    for (uint32_t i = 0; i < e->aux; ++i) {
        if (i > 0) out_ += style_.itemSeparator;
        if (!write(e->payload()[i])) return false;
    }
    out_ += ']';
    end('}', false);
    leave();
    return true;
}

/// Writes the code point at `pos`, which cannot stand in the text as it is.
void JsonWriter::escape(std::string_view text, size_t& pos) {
    static constexpr std::string_view kPlain = "\"\\\b\f\n\r\t", kNames = "\"\\bfnrt";
    size_t index = kPlain.find(text[pos]);
    if (index != std::string_view::npos) {
        out_ += '\\';
        out_ += kNames[index];
        ++pos;
        return;
    }
    auto unit = [&](uint32_t u) {
        constexpr char kHex[] = "0123456789abcdef";
        out_ += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) out_ += kHex[(u >> shift) & 15];
    };
    auto c = static_cast<uint32_t>(decodeUtf8(text, pos));
    if (c >= 0x10000) {
        unit(0xD800 + ((c - 0x10000) >> 10));
        unit(0xDC00 + (c & 0x3FF));
    } else {
        unit(c);
    }
}

void JsonWriter::quote(std::string_view text) {
    out_ += '"';
    size_t from = 0;
    for (size_t pos = 0; pos < text.size();) {
        auto c = static_cast<unsigned char>(text[pos]);
        if (c >= 0x20 && c != '"' && c != '\\' && (c < 0x80 || !style_.asciiOnly)) {
            ++pos;
            continue;
        }
        out_.append(text, from, pos - from);
        escape(text, pos);
        from = pos;
    }
    out_.append(text, from);
    out_ += '"';
}

}  // namespace

bool writeJson(Mutator& m, std::string& out, Value v, const JsonStyle& style) {
    return JsonWriter(m, out, style).write(v);
}

}  // namespace noodle
