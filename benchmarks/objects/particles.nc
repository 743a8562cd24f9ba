// Particles that move under forces: immutable vectors that are allocated for each operation, and methods that subclasses
// override.
// small size: 20
import { sizeOr, report } from "../answer"

class Vector {
    x: float
    y: float

    constructor(x: float, y: float) {
        self.x = x
        self.y = y
    }

    plus(other: Vector): Vector { return Vector(self.x + other.x, self.y + other.y) }

    minus(other: Vector): Vector { return Vector(self.x - other.x, self.y - other.y) }

    scaled(factor: float): Vector { return Vector(self.x * factor, self.y * factor) }

    squared(): float { return self.x * self.x + self.y * self.y }
}

class Particle {
    position: Vector
    velocity: Vector
    age: int = 0

    constructor(position: Vector, velocity: Vector) {
        self.position = position
        self.velocity = velocity
    }

    force(time: float): Vector { return Vector(0.0, -9.5) }

    step(time: float, dt: float) {
        self.velocity = self.velocity + self.force(time).scaled(dt)
        self.position = self.position + self.velocity.scaled(dt)
        self.age += 1
        if (self.position.y < 0.0) { self.land() }
    }

    land() {
        self.position = Vector(self.position.x, -self.position.y)
        self.velocity = Vector(self.velocity.x, -0.75 * self.velocity.y)
    }
}

class Balloon extends Particle {
    lift: float

    constructor(position: Vector, velocity: Vector, lift: float) {
        super(position, velocity)
        self.lift = lift
    }

    force(time: float): Vector { return super.force(time) + Vector(0.0, self.lift) }
}

class Comet extends Particle {
    centre: Vector = Vector(50.0, 50.0)

    force(time: float): Vector {
        away = self.position - self.centre
        return away.scaled(-400.0 / (away.squared() + 25.0))
    }

    land() {}
}

class Leaf extends Particle {
    force(time: float): Vector {
        wind = Vector(2.0 + 0.125 * time, 8.75)
        return super.force(time) + wind - self.velocity.scaled(0.5)
    }
}

function crowd(count: int): List<Particle> {
    particles = []
    for i in 0..count {
        position = Vector(float(i % 10) * 8.0, 10.0 + float(i))
        velocity = Vector(float(i % 7) - 3.0, float(i % 5) * 2.0)
        particles.append(
            i % 4 == 0 ? Particle(position, velocity) :
            i % 4 == 1 ? Balloon(position, velocity, 9.0) :
            i % 4 == 2 ? Comet(position, velocity) : Leaf(position, velocity))
    }
    return particles
}

function main() {
    size = sizeOr(4000)
    particles = crowd(60)
    dt = 0.015625
    time = 0.0
    for _ in 0..size {
        for p in particles { p.step(time, dt) }
        time += dt
    }
    x = 0.0
    y = 0.0
    for p in particles {
        x += p.position.x
        y += p.position.y
    }
    report(size, f"{x:.6f} {y:.6f}", {4000: "12557.488285 945.813128", 20: "2162.582191 2436.323891"})
}
