let s = "noodle" * 1000000000000
#memory throws
