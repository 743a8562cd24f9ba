// The native modules of this folder. Internal; findNativeModule() gives them out.
#pragma once

#include "runtime/object/native_module.h"

namespace noodle {

const NativeModule& sysModule();
const NativeModule& osModule();
const NativeModule& mathModule();
const NativeModule& randomModule();
const NativeModule& timeModule();
const NativeModule& fsModule();
const NativeModule& pathModule();
const NativeModule& pathlibModule();
const NativeModule& jsonModule();
const NativeModule& memoryModule();
const NativeModule& runtimeModule();
const NativeModule& reflectModule();

// Parts of modules that are written in Noodle.
const NativeModule& reModule();
const NativeModule& hashModule();
const NativeModule& encodingModule();
const NativeModule& csvModule();
const NativeModule& netModule();
const NativeModule& processModule();

std::span<const NativeSpec> mathIntegerFunctions();
Value pathClassValue(Mutator& m);

}  // namespace noodle
