print("xxaxx".strip("x"), "xyab".lstrip("yx"), "ab..".rstrip(".")) #> a ab ab
