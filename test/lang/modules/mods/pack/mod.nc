export const name = "pack"
