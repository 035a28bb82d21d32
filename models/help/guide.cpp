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
    QList<qsizetype> found;
    for (qsizetype i = 0; i < chapters.size(); ++i) {
        if (std::ranges::all_of(wanted, [&](const QString& word) {
                return chapters.at(i).text.contains(word, Qt::CaseInsensitive);
            }))
            found += i;
    }
    return found;
}

} // namespace ic
