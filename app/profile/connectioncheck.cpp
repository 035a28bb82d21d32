#include "profile/connectioncheck.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ConnectionCheck)
};

} // namespace

QString stepTitle(ConnectionCheck::Step step)
{
    switch (step) {
    case ConnectionCheck::Step::Name:
        return Texts::tr("Name resolves");
    case ConnectionCheck::Step::Tls:
        return Texts::tr("TLS");
    case ConnectionCheck::Step::Token:
        return Texts::tr("Token");
    case ConnectionCheck::Step::FirstRead:
        return Texts::tr("First read");
    case ConnectionCheck::Step::Rights:
        return Texts::tr("Rights");
    }
    Q_UNREACHABLE();
}

QString stateWord(ConnectionCheck::State state)
{
    switch (state) {
    case ConnectionCheck::State::Waiting:
        return Texts::tr("Waiting");
    case ConnectionCheck::State::Running:
        return Texts::tr("Running…");
    case ConnectionCheck::State::Passed:
        return Texts::tr("Passed");
    case ConnectionCheck::State::Warning:
        return Texts::tr("Warning");
    case ConnectionCheck::State::Failed:
        return Texts::tr("Failed");
    case ConnectionCheck::State::NotReached:
        return Texts::tr("Not reached");
    }
    Q_UNREACHABLE();
}

QString stateWord(RightCheck::State state)
{
    switch (state) {
    case RightCheck::State::Present:
        return Texts::tr("present", "a right");
    case RightCheck::State::Missing:
        return Texts::tr("missing", "a right");
    case RightCheck::State::NotKnown:
        return Texts::tr("not known until used");
    }
    Q_UNREACHABLE();
}

} // namespace ic
