#!/usr/bin/env noodle
print("ok") #> ok
