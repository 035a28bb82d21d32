// The screen of tests that say nothing about one: large enough for the window's usual size, also
// where everything is drawn twice as large. The
// platform reads this when the application is made, so it is set before main().

#include <QByteArray>

namespace {

const bool IsSet = [] {
    const bool isDouble = qEnvironmentVariableIsSet("QT_SCALE_FACTOR");
    if (qgetenv("QT_QPA_PLATFORM") == "offscreen")
        qputenv("QT_QPA_PLATFORM",
            isDouble ? "offscreen:configfile=" TEST_SCREENS "/double.json"
                     : "offscreen:configfile=" TEST_SCREENS "/large.json");
    return true;
}();

} // namespace
