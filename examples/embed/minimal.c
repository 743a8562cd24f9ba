/* The smallest host that does something with an answer: loads a script, calls a function of it, gives it a function of its
   own, and shows what an error looks like.

   cc minimal.c $(pkg-config --cflags --libs noodle) */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <noodle/noodle.h>

static const char kScript[] =
    "from host import shout\n"
    "function greet(name: string) {\n"
    "    return shout(\"hello, \" + name)\n"
    "}\n"
    "function add(a: int, b: int) { return a + b }\n"
    "function fail() { throw ValueError(\"nothing works\") }\n";

/* shout(text): the text in capitals. */
static noodle_status shout(noodle_runtime* runtime, void* data, const noodle_value* arguments, size_t count,
                           noodle_value* result) {
    const char* text = NULL;
    size_t size = 0;
    char copy[256];
    size_t i;
    (void)data;
    if (count != 1 || noodle_as_text(arguments[0], &text, &size) != NOODLE_OK || size > sizeof copy)
        return noodle_throw(runtime, "TypeError", "shout() takes a short text");
    for (i = 0; i < size; ++i) copy[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
    return noodle_string(runtime, copy, size, result);
}

static int report(noodle_runtime* runtime, const char* what) {
    noodle_error error;
    error.struct_size = sizeof error;
    if (noodle_last_error(runtime, &error) == NOODLE_OK) fprintf(stderr, "%s: %s", what, error.report);
    return 1;
}

static int use(noodle_runtime* runtime) {
    noodle_value function = noodle_null(), module = noodle_null(), result = noodle_null(), name = noodle_null();
    noodle_value numbers[2];
    const char* text;
    size_t size;
    int64_t sum = 0;
    noodle_error error;

    if (noodle_function(runtime, "shout", "text", shout, NULL, NULL, &function) != NOODLE_OK ||
        noodle_module_set(runtime, "host", "shout", function) != NOODLE_OK)
        return report(runtime, "host function");
    noodle_value_release(function);
    if (noodle_load_text(runtime, "greeting.nc", kScript, strlen(kScript), &module) != NOODLE_OK)
        return report(runtime, "load");

    if (noodle_string(runtime, "world", 5, &name) != NOODLE_OK ||
        noodle_call_method(runtime, module, "greet", &name, 1, &result) != NOODLE_OK ||
        noodle_as_text(result, &text, &size) != NOODLE_OK)
        return report(runtime, "greet");
    printf("%.*s\n", (int)size, text);
    noodle_value_release(result);
    noodle_value_release(name);

    numbers[0] = noodle_int(40);
    numbers[1] = noodle_int(2);
    if (noodle_call_method(runtime, module, "add", numbers, 2, &result) != NOODLE_OK ||
        noodle_as_int(result, &sum) != NOODLE_OK)
        return report(runtime, "add");
    printf("%" PRId64 "\n", sum);

    /* An error of the script is a status here, and the runtime goes on. */
    error.struct_size = sizeof error;
    if (noodle_call_method(runtime, module, "fail", NULL, 0, NULL) != NOODLE_ERROR_SCRIPT ||
        noodle_last_error(runtime, &error) != NOODLE_OK)
        return 1;
    printf("%s: %s at %s\n", error.type, error.message, error.location);
    noodle_value_release(module);
    return 0;
}

int main(void) {
    noodle_config config;
    noodle_runtime* runtime = NULL;
    char message[256];
    int failed;
    noodle_config_init(&config);
    config.max_heap_size = 64 << 20;
    config.time_limit_ms = 1000;
    if (noodle_runtime_create(&config, &runtime, message, sizeof message) != NOODLE_OK) {
        fprintf(stderr, "%s\n", message);
        return 1;
    }
    failed = use(runtime);
    noodle_runtime_release(runtime);
    return failed;
}
