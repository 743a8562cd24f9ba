import time
from time import monotonicNs
t = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - t >= 0.01, typeOf(time.now()), monotonicNs() > 0) #> true float true
