// A bench block is a declaration: it does not keep `main` from being called.
bench "one" { return 1 }
function main() {
    print("main") #> main
}
