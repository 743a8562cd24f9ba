class Node {
  constructor(value) {
    this.value = value;
    this.next = null;
  }
}
class Queue {
  constructor(value) {
    this.first = this.last = new Node(value);
    this.length = 1;
  }
  push(value) {
    const node = new Node(value);
    this.last.next = node;
    this.last = node;
    this.length += 1;
  }
  pop() {
    const node = this.first;
    this.first = node.next;
    this.length -= 1;
    return node.value;
  }
}

const size = Number(process.argv[2] ?? 2000000);
const queue = new Queue(0);
let sum = 0;
for (let i = 1; i < size; i++) {
  queue.push((i * 7) % 1000);
  if (queue.length > 50000) sum += queue.pop();
}
console.log(`${sum} ${queue.length}`);
