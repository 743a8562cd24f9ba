// Balls in a box: small objects, integer fields, comparisons.
// small size: 10
import { sizeOr, report } from "../answer"

const WIDTH = 500
const HEIGHT = 300
const BALLS = 100
const FRAMES = 50

class Random {
    seed: int = 4711

    next(): int {
        self.seed = (self.seed * 25173 + 13849) % 65536
        return self.seed
    }
}

class Ball {
    x: int
    y: int
    dx: int
    dy: int

    constructor(random: Random) {
        self.x = random.next() % WIDTH
        self.y = random.next() % HEIGHT
        self.dx = random.next() % 301 - 150
        self.dy = random.next() % 301 - 150
    }

    // Moves by one frame; true if a wall was hit.
    move(): bool {
        hit = false
        self.x += self.dx
        self.y += self.dy
        if (self.x > WIDTH) {
            self.x = WIDTH
            self.dx = -abs(self.dx)
            hit = true
        }
        if (self.x < 0) {
            self.x = 0
            self.dx = abs(self.dx)
            hit = true
        }
        if (self.y > HEIGHT) {
            self.y = HEIGHT
            self.dy = -abs(self.dy)
            hit = true
        }
        if (self.y < 0) {
            self.y = 0
            self.dy = abs(self.dy)
            hit = true
        }
        return hit
    }
}

function simulate(): int {
    random = Random()
    balls = [Ball(random) for _ in 0..BALLS]
    bounces = 0
    for _ in 0..FRAMES {
        for ball in balls {
            if (ball.move()) { bounces += 1 }
        }
    }
    return bounces
}

function main() {
    size = sizeOr(1000)
    bounces = 0
    for _ in 0..size { bounces += simulate() }
    report(size, str(bounces), {1000: "1559000", 10: "15590"})
}
