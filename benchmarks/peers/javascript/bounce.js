const WIDTH = 500;
const HEIGHT = 300;
const BALLS = 100;
const FRAMES = 50;

class Random {
  seed = 4711;

  next() {
    this.seed = (this.seed * 25173 + 13849) % 65536;
    return this.seed;
  }
}

class Ball {
  constructor(random) {
    this.x = random.next() % WIDTH;
    this.y = random.next() % HEIGHT;
    this.dx = (random.next() % 301) - 150;
    this.dy = (random.next() % 301) - 150;
  }

  move() {
    let hit = false;
    this.x += this.dx;
    this.y += this.dy;
    if (this.x > WIDTH) {
      this.x = WIDTH;
      this.dx = -Math.abs(this.dx);
      hit = true;
    }
    if (this.x < 0) {
      this.x = 0;
      this.dx = Math.abs(this.dx);
      hit = true;
    }
    if (this.y > HEIGHT) {
      this.y = HEIGHT;
      this.dy = -Math.abs(this.dy);
      hit = true;
    }
    if (this.y < 0) {
      this.y = 0;
      this.dy = Math.abs(this.dy);
      hit = true;
    }
    return hit;
  }
}

function simulate() {
  const random = new Random();
  const balls = [];
  for (let i = 0; i < BALLS; i++) balls.push(new Ball(random));
  let bounces = 0;
  for (let frame = 0; frame < FRAMES; frame++) {
    for (const ball of balls) {
      if (ball.move()) bounces++;
    }
  }
  return bounces;
}

function main(size) {
  let bounces = 0;
  for (let i = 0; i < size; i++) bounces += simulate();
  console.log(bounces);
}

main(Number(process.argv[2] ?? 1000));
