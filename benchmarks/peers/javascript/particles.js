class Vector {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }

  plus(other) {
    return new Vector(this.x + other.x, this.y + other.y);
  }

  minus(other) {
    return new Vector(this.x - other.x, this.y - other.y);
  }

  scaled(factor) {
    return new Vector(this.x * factor, this.y * factor);
  }

  squared() {
    return this.x * this.x + this.y * this.y;
  }
}

class Particle {
  age = 0;

  constructor(position, velocity) {
    this.position = position;
    this.velocity = velocity;
  }

  force(time) {
    return new Vector(0, -9.5);
  }

  step(time, dt) {
    this.velocity = this.velocity.plus(this.force(time).scaled(dt));
    this.position = this.position.plus(this.velocity.scaled(dt));
    this.age += 1;
    if (this.position.y < 0) this.land();
  }

  land() {
    this.position = new Vector(this.position.x, -this.position.y);
    this.velocity = new Vector(this.velocity.x, -0.75 * this.velocity.y);
  }
}

class Balloon extends Particle {
  constructor(position, velocity, lift) {
    super(position, velocity);
    this.lift = lift;
  }

  force(time) {
    return super.force(time).plus(new Vector(0, this.lift));
  }
}

class Comet extends Particle {
  centre = new Vector(50, 50);

  force(time) {
    const away = this.position.minus(this.centre);
    return away.scaled(-400 / (away.squared() + 25));
  }

  land() {}
}

class Leaf extends Particle {
  force(time) {
    const wind = new Vector(2 + 0.125 * time, 8.75);
    return super.force(time).plus(wind).minus(this.velocity.scaled(0.5));
  }
}

function makeParticle(kind, position, velocity) {
  switch (kind) {
    case 0: return new Particle(position, velocity);
    case 1: return new Balloon(position, velocity, 9);
    case 2: return new Comet(position, velocity);
    default: return new Leaf(position, velocity);
  }
}

function crowd(count) {
  const particles = [];
  for (let i = 0; i < count; i++) {
    const position = new Vector((i % 10) * 8, 10 + i);
    const velocity = new Vector((i % 7) - 3, (i % 5) * 2);
    particles.push(makeParticle(i % 4, position, velocity));
  }
  return particles;
}

function main(size) {
  const particles = crowd(60);
  const dt = 0.015625;
  let time = 0;
  for (let i = 0; i < size; i++) {
    for (const p of particles) p.step(time, dt);
    time += dt;
  }
  let x = 0;
  let y = 0;
  for (const p of particles) {
    x += p.position.x;
    y += p.position.y;
  }
  console.log(`${x.toFixed(6)} ${y.toFixed(6)}`);
}

main(Number(process.argv[2] ?? 4000));
