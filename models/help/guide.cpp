#include "models/help/guide.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

QList<GuideChapter> guideChapters(const QString& markdown)
{
    QList<GuideChapter> chapters;
    for (const QString& line : markdown.split(u'\n')) {
        if (line.startsWith(u"# "_s))
            chapters += { .title = line.mid(2).trimmed() };
        if (chapters.isEmpty())
            continue; // before the first chapter
        GuideChapter& chapter = chapters.last();
        if (line.startsWith(u"<!--"_s)) {
            const QString names = line.mid(4, line.indexOf(u"-->"_s) - 4);
            chapter.windows += names.split(u' ', Qt::SkipEmptyParts);
        } else {
            chapter.text += line + u'\n';
        }
    }
    return chapters;
}

QList<qsizetype> chaptersWith(const QList<GuideChapter>& chapters, const QString& words)
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    const auto hasAll = [&wanted](const QString& text) {
        return std::ranges::all_of(wanted,
            [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    };
    QList<qsizetype> found;
    for (qsizetype i = 0; i < chapters.size(); ++i) {
        if (hasAll(chapters.at(i).text))
            found += i;
    }
    std::ranges::stable_partition(found, [&](qsizetype i) { return hasAll(chapters.at(i).title); });
    return found;
}

} // namespace ic
