// The target that precompiles headers needs a source; they are in console-targets.cmake.
