// The screen of tests that say nothing about one: large enough for the window's usual size. The
// platform reads this when the application is made, so it is set before main().

#include <QByteArray>

namespace {

const bool IsSet = [] {
    if (qgetenv("QT_QPA_PLATFORM") == "offscreen")
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" TEST_SCREENS "/large.json");
    return true;
}();

} // namespace
