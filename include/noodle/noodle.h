// noodle.h: the embedding interface of Noodle, for C and everything that can call C. Is not: the engine's own
// headers, which may change with every version. docs/embedding.md tells how to use it.
//
// Stability: what is declared here keeps its meaning within one NOODLE_ABI_VERSION. Structs that may grow
// begin with their size, which the caller fills in (the ..._init macros do); members are only ever added at
// the end.
//
// Threads: a runtime belongs to the thread that created it, or attached to it last. Functions marked [any
// thread] may be called from everywhere; all others answer NOODLE_ERROR_THREAD elsewhere.
//
// Errors: a function that can fail returns a noodle_status and leaves its outputs untouched unless that is
// NOODLE_OK. Whatever fails, the runtime stays usable. Null pointers, wrong types and values of other
// runtimes are answered, not obeyed; only a pointer that was released for the last time must not be used
// again.
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define NOODLE_API __attribute__((visibility("default")))
#else
#define NOODLE_API
#endif

#ifdef __cplusplus
extern "C" {
#else
#include <stdbool.h>
#endif

#define NOODLE_ABI_VERSION 1u

/* ---- status ---- */

typedef int32_t noodle_status;
enum {
    NOODLE_OK = 0,
    NOODLE_ERROR_ARGUMENT = 1,     /* a null pointer, a value of another runtime, a setting out of range */
    NOODLE_ERROR_VERSION = 2,      /* the caller was built for another NOODLE_ABI_VERSION */
    NOODLE_ERROR_TYPE = 3,         /* a value of another type than the function takes */
    NOODLE_ERROR_THREAD = 4,       /* not the thread of the runtime */
    NOODLE_ERROR_DESTROYED = 5,    /* the runtime was shut down */
    NOODLE_ERROR_BUSY = 6,         /* not possible while code of the runtime runs */
    NOODLE_ERROR_NOT_FOUND = 7,    /* no such file, member, key or index */
    NOODLE_ERROR_COMPILE = 8,      /* the text is no program; the message says where and why */
    NOODLE_ERROR_SCRIPT = 9,       /* the program threw an error and did not catch it */
    NOODLE_ERROR_PANIC = 10,       /* panic(): the program gave up */
    NOODLE_ERROR_LIMIT = 11,       /* the time limit */
    NOODLE_ERROR_MEMORY = 12,      /* the heap limit, or the machine is out of memory */
    NOODLE_ERROR_INTERRUPTED = 13, /* noodle_interrupt() */
    NOODLE_ERROR_EXIT = 14         /* the program called exit(); the error's exit_code is what it asked for */
};

/* What a status means, as a sentence. [any thread] */
NOODLE_API const char* noodle_status_text(noodle_status status);
/* The version of the library, such as "0.1.0", and of its interface. [any thread] */
NOODLE_API const char* noodle_version(void);
NOODLE_API uint32_t noodle_abi_version(void);

/* ---- values ---- */

typedef int32_t noodle_type;
enum {
    NOODLE_NULL = 0,
    NOODLE_BOOL = 1,
    NOODLE_INT = 2,
    NOODLE_FLOAT = 3,
    NOODLE_STRING = 4,
    NOODLE_BYTES = 5,
    NOODLE_LIST = 6,
    NOODLE_MAP = 7,
    NOODLE_FUNCTION = 8, /* anything that can be called but a class */
    NOODLE_OPAQUE = 9,   /* what noodle_opaque() made */
    NOODLE_OBJECT = 10,  /* an instance of a class of the program, or of a native class */
    NOODLE_CLASS = 11,
    NOODLE_MODULE = 12,
    NOODLE_TASK = 13,
    NOODLE_OTHER = 14 /* sets, tuples, ranges, big integers, …: see noodle_type_name() */
};

typedef struct noodle_runtime noodle_runtime;
typedef struct noodle_handle noodle_handle;

/* A value. null, bool, int and float are all here; the others hold a reference-counted handle, which one
   noodle_value_release() gives back. Copying the struct does not copy the reference: noodle_value_retain()
   does. */
typedef struct noodle_value {
    noodle_type type;
    int32_t reserved; /* 0 */
    union {
        int64_t integer; /* NOODLE_INT; NOODLE_BOOL: 0 or 1 */
        double number;   /* NOODLE_FLOAT */
        noodle_handle* handle;
    } as;
} noodle_value;

static inline noodle_value noodle_null(void) {
    noodle_value v;
    v.type = NOODLE_NULL;
    v.reserved = 0;
    v.as.integer = 0;
    return v;
}
static inline noodle_value noodle_bool(bool b) {
    noodle_value v = noodle_null();
    v.type = NOODLE_BOOL;
    v.as.integer = b ? 1 : 0;
    return v;
}
static inline noodle_value noodle_int(int64_t i) {
    noodle_value v = noodle_null();
    v.type = NOODLE_INT;
    v.as.integer = i;
    return v;
}
static inline noodle_value noodle_float(double d) {
    noodle_value v = noodle_null();
    v.type = NOODLE_FLOAT;
    v.as.number = d;
    return v;
}

/* One reference more, one less. Do nothing for values without a handle; may be called after the shutdown.
 * [any thread] */
NOODLE_API void noodle_value_retain(noodle_value value);
NOODLE_API void noodle_value_release(noodle_value value);

/* ---- settings ---- */

/* Optimisation levels. */
enum {
    NOODLE_LEVEL_NONE = 0,
    NOODLE_LEVEL_BASIC = 1,
    NOODLE_LEVEL_BALANCED = 2,
    NOODLE_LEVEL_AGGRESSIVE = 3
};

/* Takes what a program prints. `is_error` tells standard error from standard output. False: nobody reads it
 * any more. */
typedef bool (*noodle_output_fn)(void* data, bool is_error, const char* text, size_t size);

/* Settings of a runtime (RuntimeConfig). docs/embedding.md has a table of them with defaults and reasons.
   Fill it with noodle_config_init(&config) and change what should be different. */
typedef struct noodle_config {
    size_t struct_size;
    uint32_t abi_version;
    /* limits */
    uint64_t max_heap_size; /* bytes; 0: no limit */
    uint64_t stack_size;    /* bytes for the frames of programs */
    uint64_t time_limit_ms; /* for each entry from the host; 0: none */
    /* memory */
    bool enable_gc;
    uint64_t gc_threshold;          /* bytes allocated between two young collections */
    uint64_t high_memory_threshold; /* MB; 0: only when the machine is short of memory */
    bool enable_memory_pooling;
    uint64_t pool_size_mb;
    bool enable_memory_regions;
    uint64_t region_size_mb;
    bool enable_leak_detection;
    uint64_t leak_threshold; /* seconds */
    /* compiled code */
    bool enable_jit;
    int32_t jit_optimization_level;
    uint64_t jit_cache_size;
    const char* jit_plugin; /* file of the compiler plugin; null: beside the library */
    /* errors */
    bool enable_panic_handler;
    uint64_t error_history_size;
    uint64_t max_recovery_attempts;
    uint64_t recovery_timeout; /* ms */
    bool enable_fallback;
    double error_rate_threshold;
    /* observation */
    bool enable_profiling;
    uint64_t slow_execution_threshold; /* ms; 0: none is slow */
    uint64_t high_cpu_threshold;       /* percent */
    /* threads */
    bool enable_threading;
    uint64_t max_threads;
    /* programs */
    const char* module_path; /* folders to search for modules, separated by ':'; null: none */
    uint64_t hash_seed;      /* 0: a new one for each runtime */
    noodle_output_fn output; /* null: the standard streams of the process */
    void* output_data;
} noodle_config;

/* Writes the defaults. `size` and `abi_version` are those of the caller. [any thread] */
NOODLE_API noodle_status noodle_config_init_sized(noodle_config* config, size_t size, uint32_t abi_version);
#define noodle_config_init(config) \
    noodle_config_init_sized((config), sizeof(noodle_config), NOODLE_ABI_VERSION)

/* Checks the settings as noodle_runtime_create() does. The sentence that says what is wrong, or which
   settings have no effect yet, goes to `message` (always terminated, "" if there is nothing to say). [any
   thread] */
NOODLE_API noodle_status noodle_config_check(const noodle_config* config, char* message, size_t message_size);

typedef struct noodle_setting {
    size_t struct_size;
    const char* name;
    const char* type; /* "bool", "size", "level", "number" or "text" */
    const char* default_text;
    bool has_effect;
    const char* doc;
    const char* reason; /* of the default */
} noodle_setting;
/* The settings one by one; NOODLE_ERROR_NOT_FOUND behind the last. [any thread] */
NOODLE_API noodle_status noodle_config_setting(size_t index, noodle_setting* setting);

/* ---- runtimes ---- */

/* A runtime of the calling thread. `config` null: the defaults. On failure `message` (which may be null) says
   why. Several runtimes may live in one process; they share nothing that a program can see. [any thread] */
NOODLE_API noodle_status noodle_runtime_create(const noodle_config* config, noodle_runtime** runtime,
                                               char* message, size_t message_size);
/* Ends the runtime: finalisers run, memory is freed. The pointer and handles stay valid and answer
   NOODLE_ERROR_DESTROYED. NOODLE_ERROR_BUSY from inside a host function. */
NOODLE_API noodle_status noodle_runtime_shutdown(noodle_runtime* runtime);
/* The pointer itself is counted too; noodle_runtime_create() gives one reference, each handle holds one.
   Releasing the last one shuts the runtime down, wherever that happens. [any thread] */
NOODLE_API void noodle_runtime_retain(noodle_runtime* runtime);
NOODLE_API void noodle_runtime_release(noodle_runtime* runtime);
/* Moves a runtime to another thread: its thread lets go of it, the new one takes it. NOODLE_ERROR_BUSY while
   code runs or is suspended in it. */
NOODLE_API noodle_status noodle_runtime_detach(noodle_runtime* runtime);
/* NOODLE_ERROR_THREAD if it belongs to a thread. [any thread] */
NOODLE_API noodle_status noodle_runtime_attach(noodle_runtime* runtime);

/* Stops what runs, or what runs next, with an InterruptError at its next safe point. Async-signal-safe. [any
 * thread] */
NOODLE_API noodle_status noodle_interrupt(noodle_runtime* runtime);
/* Takes back an interrupt that nothing has noticed. */
NOODLE_API noodle_status noodle_clear_interrupt(noodle_runtime* runtime);
/* The time limit of entries from now on, in milliseconds of wall time; 0: none. */
NOODLE_API noodle_status noodle_set_time_limit(noodle_runtime* runtime, uint64_t milliseconds);
/* The heap limit from now on, in bytes; 0: none. */
NOODLE_API noodle_status noodle_set_heap_limit(noodle_runtime* runtime, uint64_t bytes);

/* ---- programs ---- */

/* Compiles and runs a module: its body, not its `main`. `name` stands in messages, and imports are relative
   to it. `module` gives its variables to noodle_get(); it may be null. */
NOODLE_API noodle_status noodle_load_text(noodle_runtime* runtime, const char* name, const char* text,
                                          size_t size, noodle_value* module);
/* The same for a file of source text or bytecode (.nbc). */
NOODLE_API noodle_status noodle_load_file(noodle_runtime* runtime, const char* file, noodle_value* module);
/* The same for bytecode in memory. It is verified first: no bytes can harm the host. */
NOODLE_API noodle_status noodle_load_bytecode(noodle_runtime* runtime, const void* bytes, size_t size,
                                              noodle_value* module);
/* Runs a whole program as the command line does: body, `main` by its rule, tasks and timers to their end,
   onExit functions. `exit_code` may be null. A program that calls exit() has run well: NOODLE_OK and its
   code. */
NOODLE_API noodle_status noodle_run_file(noodle_runtime* runtime, const char* file, int32_t* exit_code);
NOODLE_API noodle_status noodle_run_text(noodle_runtime* runtime, const char* name, const char* text,
                                         size_t size, int32_t* exit_code);
/* One input of a session, whose inputs share their variables, with the tasks that it starts. `result` (may be
   null): the value of the expression that the input is, or null. */
NOODLE_API noodle_status noodle_eval(noodle_runtime* runtime, const char* text, size_t size,
                                     noodle_value* result);

/* Calls anything callable. `result` may be null. An async function gives a task: see noodle_await(). */
NOODLE_API noodle_status noodle_call(noodle_runtime* runtime, noodle_value callee,
                                     const noodle_value* arguments, size_t count, noodle_value* result);
/* The last `named` arguments have these names. */
NOODLE_API noodle_status noodle_call_named(noodle_runtime* runtime, noodle_value callee,
                                           const noodle_value* arguments, size_t count,
                                           const char* const* names, size_t named, noodle_value* result);
/* object.name(arguments…) */
NOODLE_API noodle_status noodle_call_method(noodle_runtime* runtime, noodle_value object, const char* name,
                                            const noodle_value* arguments, size_t count,
                                            noodle_value* result);
/* Runs tasks and timers until `task` is finished; its result. Any other value is its own result. */
NOODLE_API noodle_status noodle_await(noodle_runtime* runtime, noodle_value task, noodle_value* result);

/* ---- a slice of work ---- */

enum {
    NOODLE_POLL_IDLE = 0,   /* nothing is left to do */
    NOODLE_POLL_MORE = 1,   /* the budget was used up: there is more to do now */
    NOODLE_POLL_WAITING = 2 /* something is to be done in wait_us microseconds */
};
typedef struct noodle_poll_result {
    size_t struct_size;
    int32_t state;
    uint32_t posted;    /* posted functions that were called */
    uint64_t wait_us;   /* NOODLE_POLL_WAITING */
    uint64_t worked_us; /* wall time taken */
} noodle_poll_result;
/* Calls posted functions, goes on with started calls, tasks and due timers, and returns when `budget_us`
   microseconds are over or nothing is left: also from the middle of a loop of the program, which the next
   poll goes on with. It never waits. `result` may be null. Errors of tasks and started calls go to them, not
   here; other errors (exit, limits) are returned. */
NOODLE_API noodle_status noodle_poll(noodle_runtime* runtime, uint64_t budget_us, noodle_poll_result* result);

/* Called by noodle_poll() with the end of a started call. `result` is null unless status is NOODLE_OK, and
 * borrowed. */
typedef void (*noodle_done_fn)(noodle_runtime* runtime, void* data, noodle_status status,
                               noodle_value result);
/* A call that noodle_poll() carries out in slices. An async function is awaited. `done` may be null. */
NOODLE_API noodle_status noodle_start(noodle_runtime* runtime, noodle_value callee,
                                      const noodle_value* arguments, size_t count, noodle_done_fn done,
                                      void* data);

/* ---- other threads ---- */

typedef void (*noodle_post_fn)(noodle_runtime* runtime, void* data);
/* Has the runtime's thread call `function` in its next noodle_poll() or noodle_run_posted(), in the order of
   posting. After a shutdown, and for what was still waiting then, `drop` (may be null) is called instead.
   [any thread] */
NOODLE_API noodle_status noodle_post(noodle_runtime* runtime, noodle_post_fn function, void* data,
                                     void (*drop)(void*));
/* As noodle_post(), and waits for it; on the runtime's own thread it is called at once. NOODLE_ERROR_BUSY
   after `timeout_ms` without its turn (it is not called any more then). [any thread] */
NOODLE_API noodle_status noodle_post_wait(noodle_runtime* runtime, noodle_post_fn function, void* data,
                                          uint64_t timeout_ms);
/* Waits up to `timeout_ms` for something posted and calls all of it. NOODLE_ERROR_NOT_FOUND if nothing came.
 */
NOODLE_API noodle_status noodle_run_posted(noodle_runtime* runtime, uint64_t timeout_ms);
/* `hook` is called by the posting thread after each post: to wake an event loop. Null: none. */
NOODLE_API noodle_status noodle_set_wake_hook(noodle_runtime* runtime, void (*hook)(void* data), void* data);

/* ---- making and reading values ---- */

/* UTF-8; invalid parts become U+FFFD. */
NOODLE_API noodle_status noodle_string(noodle_runtime* runtime, const char* text, size_t size,
                                       noodle_value* result);
NOODLE_API noodle_status noodle_bytes(noodle_runtime* runtime, const void* bytes, size_t size,
                                      noodle_value* result);
NOODLE_API noodle_status noodle_list(noodle_runtime* runtime, const noodle_value* elements, size_t count,
                                     noodle_value* result);
NOODLE_API noodle_status noodle_map(noodle_runtime* runtime, noodle_value* result);

NOODLE_API noodle_status noodle_as_bool(noodle_value value, bool* result);
NOODLE_API noodle_status noodle_as_int(noodle_value value, int64_t* result);
/* An int too. */
NOODLE_API noodle_status noodle_as_float(noodle_value value, double* result);
/* The text or bytes of a string or byte array; valid as long as the handle is, bytes until the program
   changes them. Texts are not terminated by a zero byte. */
NOODLE_API noodle_status noodle_as_text(noodle_value value, const char** text, size_t* size);
/* "int", "List", the name of a class …; valid as long as the runtime lives. */
NOODLE_API noodle_status noodle_type_name(noodle_runtime* runtime, noodle_value value, const char** name,
                                          size_t* size);
/* str(value) and repr(value) as strings. */
NOODLE_API noodle_status noodle_to_text(noodle_runtime* runtime, noodle_value value, noodle_value* result);
NOODLE_API noodle_status noodle_repr(noodle_runtime* runtime, noodle_value value, noodle_value* result);
/* a == b as the program sees it. */
NOODLE_API noodle_status noodle_equal(noodle_runtime* runtime, noodle_value a, noodle_value b, bool* result);

/* Elements of a list, map, string, … */
NOODLE_API noodle_status noodle_length(noodle_runtime* runtime, noodle_value value, size_t* result);
NOODLE_API noodle_status noodle_list_get(noodle_value list, size_t index, noodle_value* result);
NOODLE_API noodle_status noodle_list_set(noodle_value list, size_t index, noodle_value element);
NOODLE_API noodle_status noodle_list_append(noodle_value list, noodle_value element);
NOODLE_API noodle_status noodle_map_get(noodle_value map, noodle_value key, noodle_value* result);
NOODLE_API noodle_status noodle_map_set(noodle_value map, noodle_value key, noodle_value element);
NOODLE_API noodle_status noodle_map_remove(noodle_value map, noodle_value key);
/* Entries in order: start with *position 0; NOODLE_ERROR_NOT_FOUND at the end. `key` and `element` may be
   null. The map must not get new keys meanwhile. */
NOODLE_API noodle_status noodle_map_next(noodle_value map, uint64_t* position, noodle_value* key,
                                         noodle_value* element);

/* object.name, of anything that has members: modules, objects, classes, functions. */
NOODLE_API noodle_status noodle_get(noodle_runtime* runtime, noodle_value object, const char* name,
                                    noodle_value* result);
NOODLE_API noodle_status noodle_set(noodle_runtime* runtime, noodle_value object, const char* name,
                                    noodle_value value);

/* ---- what the host gives to programs ---- */

/* A function of the host. Arguments are borrowed; what it writes to *result (null before) is taken over. A
   status other than NOODLE_OK throws: what noodle_throw() set, otherwise an Error that says what the status
   means. */
typedef noodle_status (*noodle_function_fn)(noodle_runtime* runtime, void* data,
                                            const noodle_value* arguments, size_t count,
                                            noodle_value* result);
/* `signature` lists parameters, "a, b=, ...rest" (= marks an optional one, which arrives as null); null: any
   arguments. `finalise` (may be null) is called with `data` when the function has died, also if this call
   fails. */
NOODLE_API noodle_status noodle_function(noodle_runtime* runtime, const char* name, const char* signature,
                                         noodle_function_fn function, void* data, void (*finalise)(void*),
                                         noodle_value* result);
/* Makes `name` importable as a module of the host, with a member; again with the same module for more
   members. Host modules come before files and builtin modules of the same name. */
NOODLE_API noodle_status noodle_module_set(noodle_runtime* runtime, const char* module, const char* name,
                                           noodle_value value);
/* For host functions: the error that is thrown when they return what this returns. `type` names a builtin
   error class; null: Error. */
NOODLE_API noodle_status noodle_throw(noodle_runtime* runtime, const char* type, const char* message);
/* The same for a panic, which no handler of the program stops. */
NOODLE_API noodle_status noodle_panic(noodle_runtime* runtime, const char* message);

/* A host object that programs can hold and pass on but not look into. `tag` tells kinds apart and is what
   typeOf() shows. `finalise` (may be null) is called once, when nothing refers to it any more, also if this
   call fails. */
NOODLE_API noodle_status noodle_opaque(noodle_runtime* runtime, const char* tag, void* data,
                                       void (*finalise)(void*), noodle_value* result);
/* NOODLE_ERROR_TYPE if it is none of this tag. */
NOODLE_API noodle_status noodle_as_opaque(noodle_value value, const char* tag, void** data);

/* Memory of the host's that counts in the heap limit. Null: over the limit, out of memory, or not the
 * runtime's thread. */
NOODLE_API void* noodle_allocate(noodle_runtime* runtime, size_t bytes, size_t alignment);
/* `bytes` and `alignment` as they were asked for. [any thread] */
NOODLE_API void noodle_deallocate(noodle_runtime* runtime, void* memory, size_t bytes, size_t alignment);

/* ---- errors ---- */

/* Texts live until the next call on the runtime that can fail, or until noodle_clear_errors(). */
typedef struct noodle_error {
    size_t struct_size;
    noodle_status status;
    int32_t exit_code; /* NOODLE_ERROR_EXIT */
    const char* type;  /* class of the error; "" if it was none of the program's */
    const char* message;
    const char* location; /* "file:line", "" if unknown */
    const char* report;   /* type, message, trace with source lines, causes */
    uint64_t time_ns;     /* since the runtime was created */
    noodle_value value;   /* the error object, borrowed; null if there is none */
} noodle_error;
/* The last error of the runtime. NOODLE_ERROR_NOT_FOUND if there is none. */
NOODLE_API noodle_status noodle_last_error(noodle_runtime* runtime, noodle_error* error);
/* The last ones that programs did not catch, oldest first (RuntimeConfig's error_history_size of them). */
NOODLE_API noodle_status noodle_error_count(noodle_runtime* runtime, size_t* count);
NOODLE_API noodle_status noodle_error_at(noodle_runtime* runtime, size_t index, noodle_error* error);
/* Forgets the last error and the history. */
NOODLE_API noodle_status noodle_clear_errors(noodle_runtime* runtime);

typedef void (*noodle_error_hook)(noodle_runtime* runtime, void* data, const noodle_error* error);
/* Called for each error that a program did not catch, before the function returns. Null: none. */
NOODLE_API noodle_status noodle_set_error_hook(noodle_runtime* runtime, noodle_error_hook hook, void* data);
/* The same for panics alone. */
NOODLE_API noodle_status noodle_set_panic_hook(noodle_runtime* runtime, noodle_error_hook hook, void* data);

/* ---- reflection ---- */

/* What the module `reflect` says of a type, function, object or module, as a map. */
NOODLE_API noodle_status noodle_reflect(noodle_runtime* runtime, noodle_value value,
                                        noodle_value* description);
/* A class made at run time: reflect.makeClass(name, members, super). `members` is a map of functions and
   values; `super` a class or null. */
NOODLE_API noodle_status noodle_make_class(noodle_runtime* runtime, const char* name, noodle_value members,
                                           noodle_value super, noodle_value* result);

/* ---- observation ---- */

typedef struct noodle_statistics_data {
    size_t struct_size;
    uint64_t uptime_ns;
    uint64_t heap_used; /* bytes that live or are not yet collected */
    uint64_t heap_peak;
    uint64_t heap_limit; /* 0: none */
    uint64_t host_bytes; /* of noodle_allocate() */
    uint64_t allocated_bytes, allocated_objects, freed_objects;
    uint64_t collections, full_collections;
    uint64_t pause_total_ns, pause_max_ns;
    uint64_t handles; /* that are held now */
    uint64_t entries; /* calls from the host into programs */
    uint64_t errors, panics;
    uint64_t slow_entries;  /* that took longer than slow_execution_threshold */
    uint64_t thrown_errors; /* caught ones too */
    uint64_t modules;
    uint64_t compiled_functions;    /* to native code */
    uint64_t executed_instructions; /* with enable_profiling, else 0 */
} noodle_statistics_data;
NOODLE_API noodle_status noodle_statistics(noodle_runtime* runtime, noodle_statistics_data* result);
/* A full collection now. */
NOODLE_API noodle_status noodle_collect(noodle_runtime* runtime);

#ifdef __cplusplus
}
#endif
