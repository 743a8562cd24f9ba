print("noisy loads")
export const value = 7
