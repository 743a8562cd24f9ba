enum Dir {
    North, South
    function opposite() { return self == Dir.North ? Dir.South : Dir.North }
}
print(Dir.North.opposite(), [d.name for d in Dir]) #> Dir.South ["North", "South"]
