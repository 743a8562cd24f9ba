// Sites that behave by the shape of an object. Entries of a site that do the same are one case; cases that
// the object cannot be in, by what is known of it, are left out, and the last one needs no test if the object
// must be in it. What the tests find is known in each case, so that sites further on need fewer.
#include <algorithm>

#include "vm/interp/sites.h"
#include "vm/jit/lift/lifter.h"

namespace noodle::jit {

namespace {

bool contains(const ShapeSet& shapes, const Shape* shape) {
    return std::binary_search(shapes.begin(), shapes.end(), shape);
}

/// Fields that objects of all these shapes have room for.
uint32_t roomOf(const ShapeSet& shapes) {
    uint32_t room = UINT32_MAX;
    for (const Shape* shape : shapes) room = std::min<uint32_t>(room, shape->fieldCount);
    return room;
}

}  // namespace

void Lifter::guardShapes(Node* word, const ShapeSet* shapes) {
    const Fact* fact = find(word, Fact::Kind::Shape);
    if (fact != nullptr && std::ranges::includes(*shapes, *fact->shapes)) return;
    guardKind(word, ObjectKind::Instance);
    Node* node = guard(NodeKind::GuardShape, {escape(word)});
    node->ptr = shapes;
    node->imm = roomOf(*shapes);
    learn(word, Fact::Kind::Shape, nullptr, roomOf(*shapes), shapes);
}

void Lifter::guardRoom(Node* object, uint32_t index) {
    const Fact* fact = find(object, Fact::Kind::Shape);
    if (fact != nullptr && fact->what > index) return;
    guard(NodeKind::GuardRoom, {escape(object)})->imm = index;
    if (fact != nullptr) learn(object, Fact::Kind::Shape, nullptr, uint64_t{index} + 1, fact->shapes);
}

std::vector<Lifter::Case> Lifter::casesOf(const Fact* known, const std::vector<const InlineCache*>& entries,
                                          SameCase same) const {
    std::vector<Case> cases;
    for (const InlineCache* entry : entries) {
        if (known != nullptr && !contains(*known->shapes, entry->shape)) continue;
        auto alike =
            std::ranges::find_if(cases, [&](const Case& other) { return same(*other.entry, *entry); });
        if (alike == cases.end()) {
            cases.push_back({{entry->shape}, entry});
        } else {
            alike->shapes.push_back(entry->shape);
        }
    }
    return cases;
}

void Lifter::liftByShape(const bc::Instruction& in, Node* object,
                         const std::vector<const InlineCache*>& entries, SameCase same,
                         const LiftCase& lift) {
    const Fact* known = find(object, Fact::Kind::Shape);
    std::vector<Case> cases = casesOf(known, entries, same);
    size_t covered = 0;
    for (const Case& one : cases) covered += one.shapes.size();
    const bool complete = known != nullptr && covered == known->shapes->size();
    const bool others = entries.size() >= kMaxSiteEntries || trust() != NativeCode::Trust::Full;
    const bool open = others && !complete;
    if (cases.empty()) return liftByInterpreter(in);
    if (!complete) guardKind(object, ObjectKind::Instance);
    const uint32_t waysOutside = ways_;
    ways_ *= static_cast<uint32_t>(cases.size());
    std::vector<Scope::Edge> edges;
    auto finish = [&] {
        if (block_ != nullptr) edges.push_back({block_, env_});
        at_ = in;
    };
    for (size_t i = 0; i < cases.size(); ++i) {
        const ShapeSet* shapes = graph_.shapeSet(cases[i].shapes);
        const bool last = i + 1 == cases.size() && !open;
        Env otherwise;
        Block* next = nullptr;
        if (!last) {
            next = testShapes(object, shapes, otherwise);
        } else if (!complete) {
            guardShapes(object, shapes);
        }
        lift(*cases[i].entry);
        finish();
        if (last) break;
        block_ = next;
        env_ = std::move(otherwise);
    }
    ways_ = waysOutside;
    if (open) {
        liftByInterpreter(in);
        finish();
    }
    if (edges.empty()) return endBlock();
    if (edges.size() == 1) {
        block_ = edges[0].from;
        env_ = std::move(edges[0].env);
        return;
    }
    meet(edges);
}

// Goes on where the object has one of the shapes; gives the block where it has another one, and what is known
// there.
Block* Lifter::testShapes(Node* object, const ShapeSet* shapes, Env& otherwise) {
    const Fact* known = find(object, Fact::Kind::Shape);
    const uint64_t room = known == nullptr ? roomOf(*shapes) : known->what;
    Node* test = emit(NodeKind::IsShape, {escape(object)});
    test->ptr = shapes;
    test->imm = known == nullptr ? static_cast<int64_t>(room) : 0;
    Block* yes = graph_.newBlock();
    Block* no = graph_.newBlock();
    graph_.append(block_, NodeKind::Branch, {test});
    Graph::connect(block_, yes);
    Graph::connect(block_, no);
    otherwise = env_;
    if (known != nullptr) {
        ShapeSet others;
        for (const Shape* shape : *known->shapes)
            if (!contains(*shapes, shape)) others.push_back(shape);
        const ShapeSet* rest = graph_.shapeSet(std::move(others));
        std::swap(env_, otherwise);
        learn(object, Fact::Kind::Shape, nullptr, room, rest);
        std::swap(env_, otherwise);
    }
    block_ = yes;
    learn(object, Fact::Kind::Shape, nullptr, room, shapes);
    return no;
}

// The ways of one instruction come together behind it.
void Lifter::meet(std::vector<Scope::Edge>& edges) {
    Block* after = graph_.newBlock();
    for (Scope::Edge& edge : edges) {
        graph_.append(edge.from, NodeKind::Jump, {});
        Graph::connect(edge.from, after);
    }
    block_ = after;
    env_ = mergeEdges(edges, after, nullptr, 0);
}

}  // namespace noodle::jit
