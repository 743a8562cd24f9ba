#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

static constexpr double kSolarMass = 4 * M_PI * M_PI;
static constexpr double kDays = 365.24;

struct Body {
    Body(double px, double py, double pz, double ux, double uy, double uz, double m)
        : x(px), y(py), z(pz), vx(ux * kDays), vy(uy * kDays), vz(uz * kDays), mass(m * kSolarMass) {}
    double x, y, z, vx, vy, vz, mass;
};

static std::vector<Body> planets() {
    return {
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Body(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694,
             0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609),
        Body(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411,
             0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812),
        Body(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618,
             0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298),
        Body(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322,
             0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451),
    };
}

static void settle(std::vector<Body>& bodies) {
    double px = 0.0, py = 0.0, pz = 0.0;
    for (const Body& b : bodies) {
        px += b.vx * b.mass;
        py += b.vy * b.mass;
        pz += b.vz * b.mass;
    }
    bodies[0].vx = -px / kSolarMass;
    bodies[0].vy = -py / kSolarMass;
    bodies[0].vz = -pz / kSolarMass;
}

static double energy(const std::vector<Body>& bodies) {
    double e = 0.0;
    for (size_t i = 0; i < bodies.size(); i++) {
        const Body& b = bodies[i];
        e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
        for (size_t j = i + 1; j < bodies.size(); j++) {
            const Body& c = bodies[j];
            double dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
            e -= b.mass * c.mass / std::sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return e;
}

static void advance(std::vector<Body>& bodies, double dt) {
    size_t n = bodies.size();
    for (size_t i = 0; i < n; i++) {
        Body& b = bodies[i];
        for (size_t j = i + 1; j < n; j++) {
            Body& c = bodies[j];
            double dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
            double d2 = dx * dx + dy * dy + dz * dz;
            double mag = dt / (d2 * std::sqrt(d2));
            b.vx -= dx * c.mass * mag;
            b.vy -= dy * c.mass * mag;
            b.vz -= dz * c.mass * mag;
            c.vx += dx * b.mass * mag;
            c.vy += dy * b.mass * mag;
            c.vz += dz * b.mass * mag;
        }
    }
    for (Body& b : bodies) {
        b.x += dt * b.vx;
        b.y += dt * b.vy;
        b.z += dt * b.vz;
    }
}

int main(int argc, char** argv) {
    std::vector<Body> bodies = planets();
    settle(bodies);
    double before = energy(bodies);
    int size = argc > 1 ? std::atoi(argv[1]) : 300000;
    for (int i = 0; i < size; i++) advance(bodies, 0.01);
    std::printf("%.9f %.9f\n", before, energy(bodies));
}
