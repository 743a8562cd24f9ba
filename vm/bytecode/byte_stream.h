// Cursors over the bytes of a .nbc file: varints, floats, strings, counted lists. Used by the writer and the
// reader only. A ByteReader never goes past its end: the first bad read sets failed() and every later one
// gives zeros.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "vm/bytecode/module.h"

namespace noodle::bc {

class ByteWriter {
  public:
    void byte(uint8_t value) {
        *room(1) = static_cast<char>(value);
        ++size_;
    }
    void unsignedInt(uint64_t value) {
        char* at = room(kLongestVarint);
        size_t count = 0;
        for (; value >= 0x80; value >>= 7) at[count++] = static_cast<char>(value | 0x80);
        at[count++] = static_cast<char>(value);
        size_ += count;
    }
    void signedInt(int64_t value) {
        unsignedInt((static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63));
    }
    void fixed(uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) byte(static_cast<uint8_t>(value >> (8 * i)));
    }
    void floating(double value) { fixed(std::bit_cast<uint64_t>(value), 8); }
    void index(uint32_t value) { unsignedInt(value == kNone32 ? 0 : uint64_t{value} + 1); }
    void flag(bool value) { byte(value ? 1 : 0); }
    /// The bytes alone, without their number.
    void raw(std::string_view value) {
        if (value.empty()) return;  // its address may be null, which memcpy() must not be given
        std::memcpy(room(value.size()), value.data(), value.size());
        size_ += value.size();
    }
    void text(std::string_view value) {
        unsignedInt(value.size());
        raw(value);
    }
    template <typename List>
    void indexes(const List& values) {
        unsignedInt(values.size());
        for (uint32_t value : values) index(value);
    }
    /// Until the next write.
    std::string_view bytes() const { return {buffer_.get(), size_}; }
    void clear() { size_ = 0; }

  private:
    static constexpr size_t kLongestVarint = 10;
    char* room(size_t bytes) {
        if (capacity_ - size_ < bytes) grow(bytes);
        return buffer_.get() + size_;
    }
    void grow(size_t bytes) {
        capacity_ = std::max<size_t>(capacity_ * 2, size_ + bytes + 256);
        auto bigger = std::make_unique_for_overwrite<char[]>(capacity_);
        if (size_ != 0) std::memcpy(bigger.get(), buffer_.get(), size_);
        buffer_ = std::move(bigger);
    }

    std::unique_ptr<char[]> buffer_;
    size_t size_ = 0, capacity_ = 0;
};

class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    bool failed() const { return failed_; }
    bool atEnd() const { return at_ == bytes_.size(); }
    size_t remaining() const { return bytes_.size() - at_; }
    void fail() {
        failed_ = true;
        at_ = bytes_.size();
    }

    uint8_t byte() {
        if (remaining() == 0) fail();
        return failed_ ? 0 : static_cast<uint8_t>(bytes_[at_++]);
    }
    uint64_t unsignedInt() {
        uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            uint8_t b = byte();
            if (shift == 63 && b > 1) break;
            value |= uint64_t{b & 0x7Fu} << shift;
            if (b < 0x80) return value;
        }
        fail();
        return 0;
    }
    uint64_t upTo(uint64_t limit) {
        uint64_t value = unsignedInt();
        if (value > limit) fail();
        return failed_ ? 0 : value;
    }
    uint32_t u32() { return static_cast<uint32_t>(upTo(0xFFFF'FFFF)); }
    uint16_t u16() { return static_cast<uint16_t>(upTo(0xFFFF)); }
    bool flag() { return upTo(1) != 0; }
    int64_t signedInt() {
        uint64_t raw = unsignedInt();
        return static_cast<int64_t>((raw >> 1) ^ (~(raw & 1) + 1));
    }
    uint64_t fixed(int bytes) {
        uint64_t value = 0;
        for (int i = 0; i < bytes; ++i) value |= uint64_t{byte()} << (8 * i);
        return value;
    }
    double floating() { return std::bit_cast<double>(fixed(8)); }
    uint32_t index() { return static_cast<uint32_t>(upTo(0xFFFF'FFFF)) - 1; }
    std::string_view take(uint64_t length) {
        if (length > remaining()) fail();
        if (failed_) return {};
        std::string_view result = bytes_.substr(at_, length);
        at_ += length;
        return result;
    }
    std::string_view text() { return take(unsignedInt()); }
    /// A count of items that take at least one byte each, so it cannot ask for more memory than the file
    /// justifies.
    size_t count() { return upTo(remaining()); }
    std::vector<uint32_t> indexes() {
        std::vector<uint32_t> values(count());
        for (uint32_t& value : values) value = index();
        return values;
    }

  private:
    std::string_view bytes_;
    size_t at_ = 0;
    bool failed_ = false;
};

}  // namespace noodle::bc
