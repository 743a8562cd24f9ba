// The errors are plain objects: an Error of JavaScript also records a stack trace as text, which the other programs do not.
function check(i) {
  if (i >= 0) throw { message: "boom" };
  return i;
}

function middle(i) {
  return check(i) + 1;
}

function outer(i) {
  return middle(i) + 1;
}

const size = Number(process.argv[2] ?? 1000000);
let caught = 0;
for (let i = 0; i < size; i++) {
  try {
    caught += outer(i);
  } catch (e) {
    if (e.message[0] === "b") caught++;
  }
}
console.log(caught);
