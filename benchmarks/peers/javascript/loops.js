class Block {
  next = [];
  before = [];
  order = -1;
  dominator = null;
  loop = null;

  constructor(name) {
    this.name = name;
  }
}

class Loop {
  blocks = new Set();
  parent = null;

  constructor(header) {
    this.header = header;
  }

  depth() {
    let n = 1;
    for (let at = this.parent; at !== null; at = at.parent) n++;
    return n;
  }
}

class Graph {
  blocks = [];

  block() {
    const made = new Block(this.blocks.length);
    this.blocks.push(made);
    return made;
  }

  edge(from, to) {
    from.next.push(to);
    to.before.push(from);
  }

  nest(at, depth) {
    const header = this.block();
    const left = this.block();
    const right = this.block();
    const latch = this.block();
    const exit = this.block();
    this.edge(at, header);
    this.edge(header, left);
    this.edge(header, right);
    const inner = depth === 0 ? left : this.nest(left, depth - 1);
    this.edge(inner, latch);
    this.edge(right, latch);
    this.edge(latch, header);
    this.edge(latch, exit);
    return exit;
  }
}

class LoopFinder {
  order = [];
  loops = [];
  byHeader = new Map();

  number(entry) {
    const seen = new Set([entry.name]);
    const post = [];
    const work = [[entry, 0]];
    while (work.length > 0) {
      const [block, i] = work.pop();
      if (i < block.next.length) {
        work.push([block, i + 1]);
        const to = block.next[i];
        if (!seen.has(to.name)) {
          seen.add(to.name);
          work.push([to, 0]);
        }
      } else {
        post.push(block);
      }
    }
    this.order = post.reverse();
    this.order.forEach((block, i) => { block.order = i; });
  }

  meet(a, b) {
    let x = a;
    let y = b;
    while (x !== y) {
      while (x.order > y.order) x = x.dominator;
      while (y.order > x.order) y = y.dominator;
    }
    return x;
  }

  findDominators(entry) {
    entry.dominator = entry;
    let changed = true;
    while (changed) {
      changed = false;
      for (const block of this.order) {
        if (block === entry) continue;
        let best = null;
        for (const p of block.before) {
          if (p.dominator !== null) best = best === null ? p : this.meet(p, best);
        }
        if (best !== block.dominator) {
          block.dominator = best;
          changed = true;
        }
      }
    }
  }

  dominates(a, b) {
    let at = b;
    while (at.order > a.order) at = at.dominator;
    return at === a;
  }

  collect(loop, latch) {
    const work = [latch];
    loop.blocks.add(loop.header.name);
    while (work.length > 0) {
      const block = work.pop();
      if (!loop.blocks.has(block.name)) {
        loop.blocks.add(block.name);
        for (const p of block.before) work.push(p);
      }
    }
  }

  findLoops() {
    for (const block of this.order) {
      for (const p of block.before) {
        if (!this.dominates(block, p)) continue;
        let loop = this.byHeader.get(block.name);
        if (loop === undefined) {
          loop = new Loop(block);
          this.byHeader.set(block.name, loop);
          this.loops.push(loop);
        }
        this.collect(loop, p);
      }
    }
    for (const loop of this.loops) {
      loop.parent = loop.header.loop;
      for (const block of this.order) {
        if (loop.blocks.has(block.name)) block.loop = loop;
      }
    }
  }

  run(entry) {
    this.number(entry);
    this.findDominators(entry);
    this.findLoops();
  }
}

function main(size) {
  const graph = new Graph();
  const entry = graph.block();
  let at = entry;
  for (let i = 0; i < size; i++) at = graph.nest(at, i % 7);
  const finder = new LoopFinder();
  finder.run(entry);
  let depths = 0;
  let members = 0;
  for (const loop of finder.loops) {
    depths += loop.depth();
    members += loop.blocks.size;
  }
  console.log(`${graph.blocks.length} ${finder.loops.length} ${depths} ${members}`);
}

main(Number(process.argv[2] ?? 350));
