#include "vm/jit/llvm/engine.h"

#include <algorithm>
#include <cstdio>

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Object/ObjectFile.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/ADCE.h>
#include <llvm/Transforms/Scalar/DCE.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/GVN.h>
#include <llvm/Transforms/Scalar/JumpThreading.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/LoopRotation.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/Cloning.h>

#include "runtime/base/clock.h"
#include "vm/jit/llvm/emitter.h"
#include "vm/jit/llvm/object_image.h"
#include "vm/jit/llvm/worker.h"
#include "vm/tier/native_entries.h"

namespace noodle::jit {

namespace {

namespace orc = llvm::orc;

/// A unit whose code ORC linked.
class LinkedUnit final : public TabledUnit {
  public:
    ~LinkedUnit() override {
        if (tracker) llvm::consumeError(tracker->remove());
    }
    int placeOf(uintptr_t address) override {
        if (!object.empty()) lines = linesOf(object);
        object.clear();
        return TabledUnit::placeOf(address);
    }

    orc::ResourceTrackerSP tracker;
    std::string object;  ///< the object file, until somebody asks for its lines
};

class LlvmEngine final : public Backend {
  public:
    explicit LlvmEngine(const NativeHost& host) : host_(host) {}
    bool open(std::string& error);
    void compile(Task task) override;

  private:
    struct Optimiser;
    /// What a job needs once the graph is gone.
    struct Work {
        llvm::LLVMContext context;
        llvm::Module module{"unit", context};
        std::shared_ptr<NativeJob> job;
        std::shared_ptr<CodeStore::Draft> draft;
        LinkedUnit* unit = nullptr;
        std::vector<uint64_t> symbols;  ///< of the fingerprint
        Level level = Level::Balanced;
        bool verify = false;
        std::string dump;
    };
    void finish(Work& work);
    std::string generate(Work& work);
    llvm::Error defineSymbols(orc::JITDylib& library, const Work& work);
    llvm::Error defineHost();
    static void findBounds(LinkedUnit& unit, uint64_t entry);
    void makePipelines();
    void optimise(llvm::Module& module, Level level);
    std::string makeObject(llvm::Module& module, Level level);
    std::string assembly(llvm::Module& module, Level level);

    NativeHost host_;
    std::unique_ptr<orc::LLJIT> jit_;
    orc::JITDylib* hostLibrary_ = nullptr;
    /// Instruction selection with its passes, kept from unit to unit.
    struct Generator {
        std::unique_ptr<llvm::TargetMachine> machine;
        llvm::legacy::PassManager passes;  ///< writes to objectStream_
    };
    bool makeGenerator(Generator& generator, llvm::orc::JITTargetMachineBuilder builder, bool fast,
                       std::string& error);
    Generator& generatorOf(Level level) { return level == Level::Aggressive ? thorough_ : fast_; }

    llvm::SmallVector<char, 0> object_;
    llvm::raw_svector_ostream objectStream_{object_};
    Generator fast_, thorough_;
    std::unique_ptr<Optimiser> optimiser_;
    uint64_t units_ = 0;
    Worker worker_;  ///< ends before what it uses
};

bool LlvmEngine::open(std::string& error) {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    auto builder = orc::JITTargetMachineBuilder::detectHost();
    if (!builder) {
        error = llvm::toString(builder.takeError());
        return false;
    }
    if (!makeGenerator(fast_, *builder, true, error) || !makeGenerator(thorough_, *builder, false, error))
        return false;
    auto jit = orc::LLJITBuilder()
                   .setJITTargetMachineBuilder(*builder)
                   .setObjectLinkingLayerCreator([](orc::ExecutionSession& session, const llvm::Triple&) {
                       return std::make_unique<orc::ObjectLinkingLayer>(session);
                   })
                   .create();
    if (!jit) {
        error = llvm::toString(jit.takeError());
        return false;
    }
    jit_ = std::move(*jit);
    if (auto failed = defineHost()) {
        error = llvm::toString(std::move(failed));
        return false;
    }
    makePipelines();
    return true;
}

namespace {
/// An option of LLVM's code generator that has no other way in.
void setOption(const char* name, llvm::cl::boolOrDefault value) {
    auto& options = llvm::cl::getRegisteredOptions();
    auto found = options.find(name);
    if (found != options.end())
        static_cast<llvm::cl::opt<llvm::cl::boolOrDefault>*>(found->second)->setValue(value);
}
}  // namespace

// Selecting instructions one by one instead of by graphs takes an eighth of the time, and what the passes
// before and behind it do decides about the speed of the code. Variables' places are never described, so the
// cheaper of the two ways to track them will do.
bool LlvmEngine::makeGenerator(Generator& generator, orc::JITTargetMachineBuilder builder, bool fast,
                               std::string& error) {
    builder.setRelocationModel(llvm::Reloc::PIC_);
    builder.setCodeModel(llvm::CodeModel::Small);
    builder.setCodeGenOptLevel(fast ? llvm::CodeGenOptLevel::Less : llvm::CodeGenOptLevel::Default);
    auto machine = builder.createTargetMachine();
    if (!machine) {
        error = llvm::toString(machine.takeError());
        return false;
    }
    generator.machine = std::move(*machine);
    setOption("experimental-debug-variable-locations", llvm::cl::BOU_FALSE);
    // Calls that look the same stand for different places in the program.
    setOption("enable-tail-merge", llvm::cl::BOU_FALSE);
    setOption("fast-isel", fast ? llvm::cl::BOU_TRUE : llvm::cl::BOU_FALSE);
    llvm::MCContext* context = nullptr;
    if (generator.machine->addPassesToEmitMC(generator.passes, context, objectStream_)) {
        error = "this machine's code cannot be written";
        return false;
    }
    return true;
}

// Setting up passes and analyses takes longer than running them on a small function, so they are kept.
struct LlvmEngine::Optimiser {
    explicit Optimiser(llvm::TargetMachine* machine) : builder(machine) {
        builder.registerModuleAnalyses(modules);
        builder.registerCGSCCAnalyses(components);
        builder.registerFunctionAnalyses(functions);
        builder.registerLoopAnalyses(loops);
        builder.crossRegisterProxies(loops, functions, components, modules);
    }
    void clear() {
        loops.clear();
        functions.clear();
        components.clear();
        modules.clear();
    }

    llvm::LoopAnalysisManager loops;
    llvm::FunctionAnalysisManager functions;
    llvm::CGSCCAnalysisManager components;
    llvm::ModuleAnalysisManager modules;
    llvm::PassBuilder builder;
    llvm::FunctionPassManager basic, balanced;
};

void LlvmEngine::makePipelines() {
    optimiser_ = std::make_unique<Optimiser>(fast_.machine.get());
    optimiser_->basic.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
    optimiser_->basic.addPass(llvm::EarlyCSEPass(true));
    optimiser_->basic.addPass(llvm::ADCEPass());
    // Most of what O2 finds for under two thirds of its time. Jump threading behind value numbering is what
    // makes repeated guards vanish.
    llvm::FunctionPassManager& passes = optimiser_->balanced;
    passes.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
    passes.addPass(llvm::EarlyCSEPass(true));
    passes.addPass(llvm::SimplifyCFGPass());
    passes.addPass(llvm::InstCombinePass());
    passes.addPass(llvm::GVNPass());
    passes.addPass(llvm::JumpThreadingPass());
    passes.addPass(llvm::SimplifyCFGPass());
    passes.addPass(llvm::InstCombinePass());
    llvm::LoopPassManager loopPasses;
    loopPasses.addPass(llvm::LoopRotatePass());
    loopPasses.addPass(llvm::LICMPass(llvm::LICMOptions()));
    passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(loopPasses), true));
    passes.addPass(llvm::SimplifyCFGPass());
    passes.addPass(llvm::ADCEPass());
}

void LlvmEngine::optimise(llvm::Module& module, Level level) {
    if (level == Level::Aggressive) {
        // The default pipelines serve one module only.
        Optimiser once(thorough_.machine.get());
        once.builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2).run(module, once.modules);
        return;
    }
    llvm::FunctionPassManager& passes = level == Level::Basic ? optimiser_->basic : optimiser_->balanced;
    for (llvm::Function& function : module)
        if (!function.isDeclaration()) passes.run(function, optimiser_->functions);
    optimiser_->clear();
}

std::string LlvmEngine::makeObject(llvm::Module& module, Level level) {
    object_.clear();
    generatorOf(level).passes.run(module);
    return {object_.begin(), object_.end()};
}

std::string LlvmEngine::assembly(llvm::Module& module, Level level) {
    llvm::SmallVector<char, 0> buffer;
    llvm::raw_svector_ostream stream(buffer);
    llvm::legacy::PassManager passes;
    auto copy = llvm::CloneModule(module);
    if (generatorOf(level).machine->addPassesToEmitFile(passes, stream, nullptr,
                                                        llvm::CodeGenFileType::AssemblyFile))
        return {};
    passes.run(*copy);
    return {buffer.begin(), buffer.end()};
}

/// CPU time of this thread: other work on the machine does not count.
double threadCpuMs() {
    return static_cast<double>(threadCpuNs()) * 1e-6;
}

void LlvmEngine::compile(Task task) {
    auto unit = std::make_unique<LinkedUnit>();
    auto work = std::make_shared<Work>();
    work->module.setDataLayout(fast_.machine->createDataLayout());
    work->module.setTargetTriple(fast_.machine->getTargetTriple().str());
    Emitter emitter(task.graph, task.fingerprint, host_, task.request, work->module);
    emitter.emit();
    nameUnit(*unit, task.graph, std::move(task.roots));
    fillTables(*unit, emitter.outline());
    if (task.draft != nullptr) task.draft->take(task.fingerprint, emitter.outline());
    unit->liftMs = threadCpuMs() - task.startedMs;
    work->draft = std::move(task.draft);
    work->symbols = task.fingerprint.symbols();
    work->unit = unit.get();
    work->job = task.job;
    work->level = task.request.level;
    work->verify = task.request.verify;
    work->dump = task.request.dump == nullptr ? "" : task.request.dump;
    task.job->unit = std::move(unit);
    if (task.request.background) {
        worker_.add([this, work] { finish(*work); });
    } else {
        finish(*work);
    }
}

void LlvmEngine::finish(Work& work) {
    const double started = threadCpuMs();
    work.job->reason = generate(work);
    if (!work.job->reason.empty()) work.unit->entry = nullptr;
    work.unit->compileMs = work.unit->liftMs + threadCpuMs() - started;
    // Whoever sees that the job is done may use the unit at once, so its object is copied before.
    const std::string object = work.draft != nullptr && work.job->reason.empty() ? work.unit->object : "";
    work.job->done.store(true, std::memory_order_release);
    if (object.empty()) return;
    if (const std::optional<CodeImage> image = imageOf(object)) work.draft->keep(*image);
}

/// Why there is no code; empty: there is.
std::string LlvmEngine::generate(Work& work) {
    LinkedUnit& unit = *work.unit;
    llvm::Module& module = work.module;
    if (work.dump == "llvm-raw") module.print(llvm::errs(), nullptr);
    if (work.verify && llvm::verifyModule(module, &llvm::errs())) return "the module does not verify";
    const double started = threadCpuMs();
    optimise(module, work.level);
    unit.optimiseMs = threadCpuMs() - started;
    if (work.dump == "llvm") module.print(llvm::errs(), nullptr);
    if (work.dump == "asm") std::fputs(assembly(module, work.level).c_str(), stderr);
    unit.object = makeObject(module, work.level);
    auto library = jit_->createJITDylib("unit" + std::to_string(units_++));
    if (!library) return llvm::toString(library.takeError());
    if (auto error = defineSymbols(*library, work)) return llvm::toString(std::move(error));
    library->addToLinkOrder(*hostLibrary_);
    unit.tracker = library->createResourceTracker();
    auto buffer = llvm::MemoryBuffer::getMemBufferCopy(unit.object, "unit");
    if (auto error = jit_->getObjLinkingLayer().add(unit.tracker, std::move(buffer)))
        return llvm::toString(std::move(error));
    auto entry = jit_->lookup(*library, Emitter::kEntryName);
    if (!entry) return llvm::toString(entry.takeError());
    unit.entry = entry->toPtr<NativeEntry>();
    findBounds(unit, entry->getValue());
    return {};
}

llvm::Error LlvmEngine::defineSymbols(orc::JITDylib& library, const Work& work) {
    orc::SymbolMap symbols;
    auto define = [&](const std::string& name, uint64_t value) {
        if (work.module.getNamedGlobal(name) != nullptr)
            symbols[jit_->mangleAndIntern(name)] = {orc::ExecutorAddr(value), llvm::JITSymbolFlags::Exported};
    };
    for (size_t i = 0; i < work.symbols.size(); ++i)
        define(Emitter::kSymbolPrefix + std::to_string(i), work.symbols[i]);
    define(Emitter::kUnitName, reinterpret_cast<uintptr_t>(static_cast<NativeUnit*>(work.unit)));
    return library.define(orc::absoluteSymbols(std::move(symbols)));
}

/// The entries of the host, for all units.
llvm::Error LlvmEngine::defineHost() {
    auto library = jit_->createJITDylib("host");
    if (!library) return library.takeError();
    hostLibrary_ = &*library;
    orc::SymbolMap symbols;
    for (uint32_t i = 0; i < std::size(kNativeEntries); ++i)
        symbols[jit_->mangleAndIntern(Emitter::kHostPrefix + std::to_string(i))] = {
            orc::ExecutorAddr::fromPtr(hostEntry(host_, i)),
            llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
    return hostLibrary_->define(orc::absoluteSymbols(std::move(symbols)));
}

// The text section is one piece; the entry lies at its known offset.
void LlvmEngine::findBounds(LinkedUnit& unit, uint64_t entry) {
    auto file = llvm::object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(unit.object, "code"));
    if (!file) return llvm::consumeError(file.takeError());
    for (const auto& symbol : (*file)->symbols()) {
        auto name = symbol.getName();
        auto offset = symbol.getAddress();
        if (name && offset && *name == Emitter::kEntryName) unit.begin = entry - *offset;
    }
    for (const auto& section : (*file)->sections())
        if (section.isText()) unit.end = std::max<uintptr_t>(unit.end, unit.begin + section.getSize());
}

}  // namespace

std::unique_ptr<Backend> openEngine(const NativeHost& host, std::string& error) {
    auto engine = std::make_unique<LlvmEngine>(host);
    if (!engine->open(error)) return nullptr;
    return engine;
}

}  // namespace noodle::jit
