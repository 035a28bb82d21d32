#include "profile/connectioncheck.h"

using namespace Qt::StringLiterals;

namespace ic {

QString stepTitle(ConnectionCheck::Step step)
{
    switch (step) {
    case ConnectionCheck::Step::Name:
        return u"Name resolves"_s;
    case ConnectionCheck::Step::Tls:
        return u"TLS"_s;
    case ConnectionCheck::Step::Token:
        return u"Token"_s;
    case ConnectionCheck::Step::FirstRead:
        return u"First read"_s;
    case ConnectionCheck::Step::Rights:
        return u"Rights"_s;
    }
    Q_UNREACHABLE();
}

QString stateWord(ConnectionCheck::State state)
{
    switch (state) {
    case ConnectionCheck::State::Waiting:
        return u"Waiting"_s;
    case ConnectionCheck::State::Running:
        return u"Running…"_s;
    case ConnectionCheck::State::Passed:
        return u"Passed"_s;
    case ConnectionCheck::State::Warning:
        return u"Warning"_s;
    case ConnectionCheck::State::Failed:
        return u"Failed"_s;
    case ConnectionCheck::State::NotReached:
        return u"Not reached"_s;
    }
    Q_UNREACHABLE();
}

QString stateWord(RightCheck::State state)
{
    switch (state) {
    case RightCheck::State::Present:
        return u"present"_s;
    case RightCheck::State::Missing:
        return u"missing"_s;
    case RightCheck::State::NotKnown:
        return u"not known until used"_s;
    }
    Q_UNREACHABLE();
}

} // namespace ic
