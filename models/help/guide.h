#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace ic {

struct GuideChapter
{
    QString title = {};
    QString text = {}; ///< Markdown, with the title as its heading
    QStringList windows = {}; ///< object names of the dialogs and windows it explains
};

/// The chapters of a Markdown text: each begins with a heading of the first level, and may name
/// what it explains in a comment on the line below it.
QList<GuideChapter> guideChapters(const QString& markdown);

/// The places of the chapters that have every word: those that have them in the title first, else
/// in the order of the text. Nothing searched: all of them.
QList<qsizetype> chaptersWith(const QList<GuideChapter>& chapters, const QString& words);

} // namespace ic
