import os
import sys
print(os.getenv("NOODLE_TEST_NONE"), os.getenv("NOODLE_TEST_NONE", "fallback"), typeOf(os.environ["PATH"])) #> null fallback string
os.environ["NOODLE_TEST_NONE"] = "set"
print(os.getenv("NOODLE_TEST_NONE"), sys.env["NOODLE_TEST_NONE"], sys.getenv("NOODLE_TEST_NONE")) #> set set set
os.environ.pop("NOODLE_TEST_NONE")
print("NOODLE_TEST_NONE" in sys.env, os.getenv("NOODLE_TEST_NONE")) #> false null
try { os.environ["NOODLE_TEST_NONE"] } catch (KeyError e) { print(e) } #> "NOODLE_TEST_NONE"
