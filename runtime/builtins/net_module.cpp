// Module _net: what module net (stdlib/net.nc) is built on. No function here waits, except for the resolver:
// what cannot be done at once gives null, and readable()/writable() give a task that is finished when trying
// again makes sense.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runtime/builtins/encoding.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/sockets.h"
#include "runtime/loop/loop.h"

namespace noodle {

namespace {

struct SocketState {
    int fd = -1;
};

const NativeType kSocketType = {
    .name = "Socket",
    .destroy =
        [](void* payload) {
            auto* state = static_cast<SocketState*>(payload);
            if (state->fd >= 0) ::close(state->fd);
            delete state;
        },
    .trace = nullptr,
    .reportLeak = true,
    .openAs =
        [](const void* payload) {
            int fd = static_cast<const SocketState*>(payload)->fd;
            return fd < 0 ? "" : joined("socket ", fd);
        },
};

/// The open descriptor of argument 0; -1 with the exception pending.
int descriptorOf(Mutator& m, const Args& args, const char* function) {
    auto* state = static_cast<SocketState*>(nativePayload(args[0], kSocketType));
    if (state == nullptr) {
        throwExpected(m, function, "a socket", args[0]);
        return -1;
    }
    if (state->fd < 0) throwError(m, m.types().ioError, joined(function, "(): the connection is closed"));
    return state->fd;
}

bool wouldBlock(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

// ---- addresses

/// An IP address in digits with a port.
struct Address {
    sockaddr_storage storage{};
    socklen_t length = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

bool readPort(const ArgReader& in, uint32_t i, uint16_t& out) {
    int64_t port = 0;
    if (!in.integer(i, "port", port)) return false;
    if (port < 0 || port > 65535) {
        in.invalid(joined("a port is 0 to 65535, not ", port));
        return false;
    }
    out = static_cast<uint16_t>(port);
    return true;
}

/// Arguments `first` (digits of an address) and `first` + 1 (port).
bool readAddress(const ArgReader& in, uint32_t first, Address& out) {
    std::string_view text;
    uint16_t port = 0;
    if (!in.text(first, "address", text) || !readPort(in, first + 1, port)) return false;
    std::string host(text);
    auto* v4 = reinterpret_cast<sockaddr_in*>(&out.storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&out.storage);
    if (::inet_pton(AF_INET, host.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        out.length = sizeof *v4;
    } else if (::inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        out.length = sizeof *v6;
    } else {
        in.invalid(joined("\"", host, "\" is no IP address"));
        return false;
    }
    return true;
}

Value addressPair(Mutator& m, const Address& address) {
    char text[INET6_ADDRSTRLEN] = "";
    uint16_t port = 0;
    if (address.storage.ss_family == AF_INET) {
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address.storage);
        ::inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
        port = ntohs(v4->sin_port);
    } else if (address.storage.ss_family == AF_INET6) {
        const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&address.storage);
        ::inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
        port = ntohs(v6->sin6_port);
    }
    Value host = stringValue(m, text);
    NOODLE_TRY(host);
    return makePair(m, host, Value::ofInt48(port));
}

std::string placeText(const Args& args, uint32_t first) {
    String* host = args[first].as<String>();
    std::string text =
        host != nullptr && host->isFlat() ? std::string(host->inlineBytes(), host->byteLength) : "?";
    return isInt(args[first + 1]) ? joined(text, " port ", toInt64(args[first + 1])) : text;
}

/// resolve(host): the IP addresses of a name, in the order in which they are to be tried. Waits for the
/// resolver.
Value resolve(Mutator& m, Args args) {
    ArgReader in(m, "resolve", args);
    std::string_view text;
    NOODLE_REQUIRE(in.text(0, "host", text));
    std::string host(text);
    if (host.empty() || host.find('\0') != std::string::npos)
        return in.invalid("the name of the host is empty");
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (int failure = ::getaddrinfo(host.c_str(), nullptr, &hints, &found); failure != 0) {
        const char* reason = failure == EAI_SYSTEM ? std::strerror(errno) : ::gai_strerror(failure);
        return throwError(m, m.types().ioError, joined("cannot find the host ", host, ": ", reason));
    }
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, ::freeaddrinfo);
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
        Address address;
        std::memcpy(&address.storage, at->ai_addr, at->ai_addrlen);
        Value pair = addressPair(m, address);
        NOODLE_TRY(pair);
        NOODLE_REQUIRE(listAppend(m, out, pair.cast<Tuple>()->elements()[0]));
    }
    return Value::ofObject(out);
}

// ---- making sockets

int openSocket(const Address& address, int type) {
    return ::socket(address.storage.ss_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

/// bound(address, port, type, backlog): type SOCK_STREAM listens, SOCK_DGRAM does not.
Value bound(Mutator& m, const Args& args, const char* function, int type, int backlog) {
    Address address;
    NOODLE_REQUIRE(readAddress(ArgReader(m, function, args), 0, address));
    int fd = openSocket(address, type);
    const int on = 1;
    bool ok = fd >= 0 && ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
              ::bind(fd, address.get(), address.length) == 0 &&
              (type != SOCK_STREAM || ::listen(fd, backlog) == 0);
    if (ok) return makeSocket(m, fd);
    int error = errno;
    if (fd >= 0) ::close(fd);
    return throwNetError(m, error, joined("listen at ", placeText(args, 0)));
}

/// listen(address, port, backlog)
Value listenFn(Mutator& m, Args args) {
    int64_t backlog = 128;
    NOODLE_REQUIRE(ArgReader(m, "listen", args).optInteger(2, "backlog", backlog));
    return bound(m, args, "listen", SOCK_STREAM, static_cast<int>(std::min<int64_t>(backlog, 4096)));
}

Value datagram(Mutator& m, Args args) {
    return bound(m, args, "udp", SOCK_DGRAM, 0);
}

/// connect(address, port): a socket whose connection is being made: wait until it is writable, then ask
/// failure().
Value connectFn(Mutator& m, Args args) {
    Address address;
    NOODLE_REQUIRE(readAddress(ArgReader(m, "connect", args), 0, address));
    int fd = openSocket(address, SOCK_STREAM);
    if (fd >= 0 && (::connect(fd, address.get(), address.length) == 0 || errno == EINPROGRESS)) {
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return makeSocket(m, fd);
    }
    int error = errno;
    if (fd >= 0) ::close(fd);
    return throwNetError(m, error, joined("connect to ", placeText(args, 0)));
}

/// failure(socket, address, port): throws why a connection could not be made; null if it was.
Value failure(Mutator& m, Args args) {
    int fd = descriptorOf(m, args, "connect");
    NOODLE_REQUIRE(fd >= 0);
    int error = 0;
    socklen_t length = sizeof error;
    if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0) error = errno;
    if (error == 0) return Value::null();
    return throwNetError(m, error, joined("connect to ", placeText(args, 1)));
}

Value accept(Mutator& m, Args args) {
    int fd = descriptorOf(m, args, "accept");
    NOODLE_REQUIRE(fd >= 0);
    int accepted = ::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (accepted < 0) {
        // A client that went away again is no failure of the server.
        if (wouldBlock(errno) || errno == ECONNABORTED) return Value::null();
        return throwNetError(m, errno, "accept a connection");
    }
    const int on = 1;
    ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return makeSocket(m, accepted);
}

// ---- moving bytes

constexpr int64_t kMostAtOnce = 1 << 20;

bool readCount(const ArgReader& in, uint32_t i, int64_t& out) {
    out = 65536;
    if (!in.optInteger(i, "max", out)) return false;
    if (out >= 1) return true;
    in.invalid(joined("'max' must be at least 1, not ", out));
    return false;
}

/// receive(socket, max): bytes, none at the end; null if nothing is there yet.
Value receive(Mutator& m, Args args) {
    int64_t most = 0;
    NOODLE_REQUIRE(readCount(ArgReader(m, "read", args), 1, most));
    int fd = descriptorOf(m, args, "read");
    NOODLE_REQUIRE(fd >= 0);
    std::string buffer(static_cast<size_t>(std::min(most, kMostAtOnce)), '\0');
    ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (got >= 0)
        return valueOrException(makeBytes(m, std::string_view(buffer).substr(0, static_cast<size_t>(got))));
    if (wouldBlock(errno)) return Value::null();
    return throwNetError(m, errno, "read from the connection");
}

/// send(socket, data, from): how many bytes behind `from` were taken; null if there is no room yet.
Value send(Mutator& m, Args args) {
    ArgReader in(m, "write", args);
    std::string_view data;
    int64_t from = 0;
    NOODLE_REQUIRE(readData(m, in, args, 1, "data", data) && in.optInteger(2, "from", from));
    int fd = descriptorOf(m, args, "write");
    NOODLE_REQUIRE(fd >= 0);
    data.remove_prefix(std::min(static_cast<size_t>(std::max<int64_t>(from, 0)), data.size()));
    ssize_t sent = ::send(fd, data.data(), data.size(), MSG_NOSIGNAL);
    if (sent >= 0) return makeInt(m, sent);
    if (wouldBlock(errno)) return Value::null();
    return throwNetError(m, errno, "write to the connection");
}

/// sendTo(socket, data, address, port)
Value sendTo(Mutator& m, Args args) {
    ArgReader in(m, "send", args);
    std::string_view data;
    Address address;
    NOODLE_REQUIRE(readData(m, in, args, 1, "data", data) && readAddress(in, 2, address));
    int fd = descriptorOf(m, args, "send");
    NOODLE_REQUIRE(fd >= 0);
    ssize_t sent = ::sendto(fd, data.data(), data.size(), MSG_NOSIGNAL, address.get(), address.length);
    if (sent >= 0) return makeInt(m, sent);
    if (wouldBlock(errno)) return Value::null();
    return throwNetError(m, errno, joined("send to ", placeText(args, 2)));
}

/// receiveFrom(socket): (bytes, (address, port)), or null if nothing is there yet.
Value receiveFrom(Mutator& m, Args args) {
    int fd = descriptorOf(m, args, "receive");
    NOODLE_REQUIRE(fd >= 0);
    std::string buffer(65536, '\0');
    Address from;
    from.length = sizeof from.storage;
    ssize_t got = ::recvfrom(fd, buffer.data(), buffer.size(), 0, from.get(), &from.length);
    if (got < 0) return wouldBlock(errno) ? Value::null() : throwNetError(m, errno, "receive");
    Value data = valueOrException(makeBytes(m, std::string_view(buffer).substr(0, static_cast<size_t>(got))));
    NOODLE_TRY(data);
    Value sender = addressPair(m, from);
    NOODLE_TRY(sender);
    return makePair(m, data, sender);
}

template <EventLoop::Direction direction>
Value waitFor(Mutator& m, Args args) {
    int fd = descriptorOf(m, args, direction == EventLoop::Direction::Read ? "read" : "write");
    NOODLE_REQUIRE(fd >= 0);
    return valueOrException(EventLoop::of(m).watch(fd, direction));
}

/// address(socket, ofPeer): (address, port)
Value addressOf(Mutator& m, Args args) {
    bool ofPeer = false;
    NOODLE_REQUIRE(ArgReader(m, "address", args).optBoolean(1, "ofPeer", ofPeer));
    int fd = descriptorOf(m, args, "address");
    NOODLE_REQUIRE(fd >= 0);
    Address address;
    address.length = sizeof address.storage;
    int done = ofPeer ? ::getpeername(fd, address.get(), &address.length)
                      : ::getsockname(fd, address.get(), &address.length);
    return done == 0 ? addressPair(m, address)
                     : throwNetError(m, errno, "read the address of the connection");
}

/// Says that nothing more will be written.
Value endWrites(Mutator& m, Args args) {
    int fd = descriptorOf(m, args, "end");
    NOODLE_REQUIRE(fd >= 0);
    if (::shutdown(fd, SHUT_WR) != 0 && errno != ENOTCONN)
        return throwNetError(m, errno, "end the connection");
    return Value::null();
}

Value closeFn(Mutator& m, Args args) {
    auto* state = static_cast<SocketState*>(nativePayload(args[0], kSocketType));
    if (state == nullptr) return throwExpected(m, "close", "a socket", args[0]);
    if (state->fd < 0) return Value::null();
    EventLoop::of(m).unwatch(state->fd);
    ::close(state->fd);
    state->fd = -1;
    return Value::null();
}

constexpr NativeSpec kTable[] = {
    {"resolve", "host", resolve},
    {"listen", "address, port, backlog=", listenFn},
    {"datagram", "address, port", datagram},
    {"connect", "address, port", connectFn},
    {"failure", "socket, address, port", failure},
    {"accept", "socket", accept},
    {"receive", "socket, max=", receive},
    {"send", "socket, data, from=", send},
    {"sendTo", "socket, data, address, port", sendTo},
    {"receiveFrom", "socket", receiveFrom},
    {"readable", "socket", waitFor<EventLoop::Direction::Read>},
    {"writable", "socket", waitFor<EventLoop::Direction::Write>},
    {"address", "socket, ofPeer=", addressOf},
    {"endWrites", "socket", endWrites},
    {"close", "socket", closeFn},
};

}  // namespace

Value makeSocket(Mutator& m, int fd) {
    auto* state = new SocketState{fd};
    Class* cls = nativeClass(m, NativeClassId::Socket);
    if (cls == nullptr) {
        kSocketType.destroy(state);
        return Value::exception();
    }
    return valueOrException(newNativeObject(m, kSocketType, cls, state));
}

Value throwNetError(Mutator& m, int error, std::string_view doing) {
    return throwSystemError(m, error, joined("cannot ", doing, ": ", std::strerror(error)));
}

const NativeClassSpec& socketClassSpec() {
    static const NativeClassSpec spec = {"Socket", nullptr, {}};
    return spec;
}

const NativeModule& netModule() {
    static const NativeModule module = {"_net", kTable, {}};
    return module;
}

}  // namespace noodle
