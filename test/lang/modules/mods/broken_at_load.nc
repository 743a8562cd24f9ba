throw ValueError("broken")
