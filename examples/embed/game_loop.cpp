// A game loop: every frame calls update(dt) of a script, 100,000 times, and lets the script's background work
// have 200 microseconds of each hundredth frame. Checks that the heap stays flat: after a warm-up, no more
// lives at the end than before.
//
// Usage: game_loop [FRAMES]
#include <cstdio>
#include <cstdlib>
#include <noodle/noodle.hpp>

namespace {

constexpr const char* kScript = R"(
from engine import play

class Ball {
    let x: float = 0.0
    let v: float = 3.0
    let bounces: int = 0
}

let balls = [Ball() for i in range(10)]
let frame = 0

function update(dt: float) {
    frame += 1
    for ball in balls {
        ball.x += ball.v * dt
        if ball.x > 10.0 or ball.x < 0.0 {
            ball.v = -ball.v
            ball.bounces += 1
            if ball.bounces % 100 == 0 { play("bounce ${frame}") }
        }
    }
    return balls[0].x
}

function think() {
    let best = 0
    for i in range(3000000) { best = (best * 31 + i) % 1000003 }
    return best
}
)";

bool shown(const char* what, const noodle::embed::Error& error) {
    std::fprintf(stderr, "%s: %s", what, error.report.c_str());
    return false;
}

struct Game {
    noodle::embed::Runtime runtime;
    long frames;
    long sounds = 0;
    bool thought = false;

    bool load(noodle::embed::Value& update) {
        auto play = [this](const noodle::embed::Call&) {
            ++sounds;
            return noodle::embed::Answer(nullptr);
        };
        if (auto defined = runtime.define("engine", "play", "sound", play); !defined)
            return shown("engine.play", defined.error());
        auto module = runtime.loadText("game.nc", kScript);
        if (!module) return shown("load", module.error());
        auto found = runtime.get(*module, "update");
        auto think = runtime.get(*module, "think");
        if (!found || !think) return shown("update", found.error());
        update = *found;
        auto done = [this](const noodle::embed::Result<noodle::embed::Value>& result) {
            thought = result.ok();
        };
        auto started = runtime.start(*think, {}, done);
        return started.ok() || shown("think", started.error());
    }

    bool run() {
        noodle::embed::Value update;
        if (!load(update)) return false;
        const long warm = frames / 10;
        uint64_t usedBefore = 0, handlesBefore = 0;
        for (long i = 0; i < frames; ++i) {
            auto x = runtime.call(update, {0.016});
            if (!x) return shown("update", x.error());
            if (i % 100 == 0 && !runtime.poll(200)) return false;
            if (i != warm) continue;
            noodle_collect(runtime.raw());
            usedBefore = runtime.statistics().heap_used;
            handlesBefore = runtime.statistics().handles;
        }
        while (!thought)
            if (!runtime.poll(10000)) return false;
        noodle_collect(runtime.raw());
        return judge(usedBefore, handlesBefore);
    }

    bool judge(uint64_t usedBefore, uint64_t handlesBefore) {
        const noodle_statistics_data now = runtime.statistics();
        std::printf("%ld frames, %ld sounds, %llu collections, heap %llu -> %llu bytes\n", frames, sounds,
                    static_cast<unsigned long long>(now.collections),
                    static_cast<unsigned long long>(usedBefore),
                    static_cast<unsigned long long>(now.heap_used));
        constexpr uint64_t kSlack = 64
                                    << 10;  // compiled code and caches of functions that got warm meanwhile
        if (now.heap_used > usedBefore + kSlack) return std::fprintf(stderr, "the heap grew\n"), false;
        if (now.handles > handlesBefore) return std::fprintf(stderr, "handles were lost\n"), false;
        return thought;
    }
};

}  // namespace

int main(int argc, char** argv) {
    noodle::embed::RuntimeConfig config;
    config.max_heap_size = 64 << 20;
    auto runtime = noodle::embed::Runtime::create(config);
    if (!runtime) return std::fprintf(stderr, "%s\n", runtime.error().message.c_str()), 1;
    Game game{std::move(*runtime), argc > 1 ? std::atol(argv[1]) : 100'000};
    return game.run() ? 0 : 1;
}
