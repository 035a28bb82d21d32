#include "operations/skipreason.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct SkipWords
{
    SkipReason reason;
    QLatin1StringView key;
    const char* text;
};

constexpr std::array skipWords {
    SkipWords { SkipReason::AlreadyRegistered, "already-registered"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "already registered") },
    SkipWords { SkipReason::NotRegistered, "not-registered"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "not registered") },
    SkipWords {
        SkipReason::Protected, "protected"_L1, QT_TRANSLATE_NOOP("SkipReason", "protected") },
    SkipWords { SkipReason::OwnsObjects, "owns-objects"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "owns objects") },
    SkipWords { SkipReason::LongTermInactive, "long-term-inactive"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "inactive for long") },
    SkipWords { SkipReason::Uncorrelated, "uncorrelated"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "uncorrelated") },
    SkipWords {
        SkipReason::NoEmail, "no-email"_L1, QT_TRANSLATE_NOOP("SkipReason", "no email address") },
    SkipWords { SkipReason::LockedOrDisabled, "locked-or-disabled"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "locked or disabled") },
    SkipWords { SkipReason::Yourself, "yourself"_L1, QT_TRANSLATE_NOOP("SkipReason", "yourself") },
    SkipWords {
        SkipReason::NotFound, "not-found"_L1, QT_TRANSLATE_NOOP("SkipReason", "not found") },
    SkipWords { SkipReason::ListedTwice, "listed-twice"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "listed twice") },
    SkipWords { SkipReason::InAnotherJob, "in-another-job"_L1,
        QT_TRANSLATE_NOOP("SkipReason", "in another job of the same kind") },
    SkipWords {
        SkipReason::NotChecked, "not-checked"_L1, QT_TRANSLATE_NOOP("SkipReason", "not checked") },
};

const SkipWords& wordsOf(SkipReason reason)
{
    const SkipWords& words = skipWords[static_cast<size_t>(reason)];
    Q_ASSERT(words.reason == reason);
    return words;
}

} // namespace

QString skipReasonKey(SkipReason reason)
{
    return wordsOf(reason).key;
}

std::optional<SkipReason> skipReasonFromKey(QStringView key)
{
    const auto* const words = std::ranges::find_if(
        skipWords, [key](const SkipWords& candidate) { return key == candidate.key; });
    return words == skipWords.end() ? std::nullopt : std::optional(words->reason);
}

QString skipReasonText(SkipReason reason)
{
    return QCoreApplication::translate("SkipReason", wordsOf(reason).text);
}

} // namespace ic
