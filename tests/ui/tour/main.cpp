// The tour: a test, and what ./run shows where there is no display.
//
//   tour --output DIR [--theme light|dark] [--size 1024x700] [--identities N] [--language pseudo]
// With QT_SCALE_FACTOR=2 the pictures are twice as large.

#include "tour.h"

#include "support/pseudolanguage.h"

#include "ui/parts/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic;

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCommandLineParser parser;
    const QCommandLineOption output(u"output"_s, u"folder"_s, u"DIR"_s);
    const QCommandLineOption theme(u"theme"_s, u"light or dark"_s, u"THEME"_s, u"light"_s);
    const QCommandLineOption identities(u"identities"_s, u"how many"_s, u"N"_s, u"48212"_s);
    const QCommandLineOption language(
        u"language"_s, u"english or pseudo"_s, u"NAME"_s, u"english"_s);
    const QCommandLineOption size(u"size"_s, u"of the window, e.g. 1024x700"_s, u"SIZE"_s);
    parser.addOptions({ output, theme, size, identities, language });
    parser.process(application);
    // The export dialog wants whole paths.
    const QDir directory(QDir(parser.value(output)).absolutePath());
    if (!parser.isSet(output) || !QDir().mkpath(directory.path())) {
        std::fputs("tour: --output needs a folder that can be made.\n", stderr);
        return 2;
    }
    const bool dark = parser.value(theme) == u"dark"_s;
    applyTheme(application, dark ? ThemeMode::Dark : ThemeMode::Light);
    QString suffix = dark ? u"-dark"_s : QString();
    if (application.devicePixelRatio() > 1)
        suffix += u"@2x"_s;
    const bool isPseudo = parser.value(language) == u"pseudo"_s;
    ic::test::PseudoLanguage pseudo;
    if (isPseudo) {
        QApplication::installTranslator(&pseudo);
        suffix += u"-pseudo"_s;
    }
    if (parser.isSet(size))
        suffix += u'-' + parser.value(size);
    Tour tour(directory, suffix, parser.value(identities).toUInt());
    if (parser.isSet(size)) {
        const QStringList sides = parser.value(size).split(u'x');
        tour.setSize({ sides.value(0).toInt(), sides.value(1).toInt() });
    }
    if (isPseudo)
        tour.watchTexts();
    const bool isWhole = tour.run();
    const QStringList problems = tour.textProblems();
    for (const QString& problem : problems)
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    return isWhole && problems.isEmpty() ? 0 : 1;
}
