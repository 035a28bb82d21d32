#include "support/housecheck.h"

#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ic::test;

/// The rules of CONTRIBUTING.md that a machine can read from the sources.
class TestHouse : public QObject
{
    Q_OBJECT

private slots:
    void sourcesKeepTheRules();
    void violationIsFound_data();
    void violationIsFound();
    void whatIsAllowedIsNotReported();
    void theMapNamesWhatIsThere();

private:
    void put(const QString& path, const QByteArray& text);
    QStringList found() const;

    // A tree for each test function; made anew by put().
    std::unique_ptr<QTemporaryDir> m_tree;
};

namespace {

QString qtHeaders()
{
    return QLibraryInfo::path(QLibraryInfo::HeadersPath);
}

} // namespace

void TestHouse::put(const QString& path, const QByteArray& text)
{
    const QString full = m_tree->filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QStringList TestHouse::found() const
{
    QStringList texts;
    for (const HouseViolation& violation : checkHouse(m_tree->path(), qtHeaders()))
        texts += violation.text();
    return texts;
}

void TestHouse::sourcesKeepTheRules()
{
    QVERIFY2(QDir(qtHeaders() + u"/QtCore"_s).exists(u"QObject"_s), qPrintable(qtHeaders()));
    QVERIFY(QFile::exists(QStringLiteral(SOURCE_DIR) + u"/app/program/main.cpp"_s));
    QStringList texts;
    for (const HouseViolation& violation : checkHouse(QStringLiteral(SOURCE_DIR), qtHeaders()))
        texts += violation.text();
    for (const QString& text : std::as_const(texts))
        qWarning("%s", qPrintable(text));
    QCOMPARE(texts.size(), 0);
}

void TestHouse::violationIsFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");

    const auto row = [](const QString& path, const QByteArray& text, const QString& expected) {
        QTest::addRow("%s", qPrintable(expected)) << path << text << expected;
    };
    row(u"app/base/a.cpp"_s, "#include \"net/target.h\"\n",
        u"app/base/a.cpp:1: app/base may not include app/net/target.h"_s);
    row(u"app/net/a.cpp"_s, "\n#include \"api/target.h\"\n",
        u"app/net/a.cpp:2: app/net may not include app/api/target.h"_s);
    row(u"app/api/endpoints/a.cpp"_s, "#include \"auth/target.h\"\n",
        u"app/api/endpoints/a.cpp:1: app/api may not include app/auth/target.h"_s);
    row(u"app/demo/a.cpp"_s, "#include \"api/target.h\"\n",
        u"app/demo/a.cpp:1: app/demo may not include app/api/target.h"_s);
    row(u"app/profile/a.cpp"_s, "#  include <net/target.h>\n",
        u"app/profile/a.cpp:1: app/profile may not include app/net/target.h"_s);
    row(u"app/program/a.cpp"_s, "#include \"demo/target.h\"\n",
        u"app/program/a.cpp:1: app/program may not include app/demo/target.h"_s);
    row(u"app/jobs/a.cpp"_s, "#include \"ui/target.h\"\n",
        u"app/jobs/a.cpp:1: app/jobs may not include ui/target.h"_s);
    row(u"models/a.cpp"_s, "#include \"net/target.h\"\n",
        u"models/a.cpp:1: models may not include app/net/target.h"_s);
    row(u"models/a.cpp"_s, "#include \"../ui/target.h\"\n",
        u"models/a.cpp:1: models may not include ui/target.h"_s);
    row(u"ui/a.cpp"_s, "#include \"net/target.h\"\n",
        u"ui/a.cpp:1: ui may not include app/net/target.h"_s);
    row(u"ui/a.cpp"_s, "#include \"target.h\"\n#include \"program/composition.h\"\n",
        u"ui/a.cpp:2: ui may not include app/program/composition.h"_s);
    row(u"app/newfolder/a.cpp"_s, "",
        u"app/newfolder/a.cpp: app/newfolder is not a folder of the house"_s);

    row(u"app/files/a.cpp"_s, "#include <QWidget>\n",
        u"app/files/a.cpp:1: app/files may not use QtWidgets (QWidget)"_s);
    row(u"models/a.cpp"_s, "#include <QtWidgets/QWidget>\n",
        u"models/a.cpp:1: models may not use QtWidgets (QtWidgets/QWidget)"_s);
    row(u"models/a.cpp"_s, "#include <QNetworkReply>\n",
        u"models/a.cpp:1: models may not use QtNetwork (QNetworkReply)"_s);
    row(u"app/api/a.cpp"_s, "#include <QHttpServer>\n",
        u"app/api/a.cpp:1: app/api may not use QtHttpServer (QHttpServer)"_s);
    row(u"ui/a.cpp"_s, "#include <QNetworkRequest>\n",
        u"ui/a.cpp:1: ui may not use QtNetwork (QNetworkRequest)"_s);
    row(u"ui/a.cpp"_s, "#include <QJsonObject>\n",
        u"ui/a.cpp:1: ui knows nothing of JSON and URLs (QJsonObject)"_s);
    row(u"ui/a.cpp"_s, "#include <QUrl>\n",
        u"ui/a.cpp:1: ui knows nothing of JSON and URLs (QUrl)"_s);

    row(u"ui/a.cpp"_s, "void f()\n{\n    QMessageBox box;\n}\n",
        u"ui/a.cpp:3: message boxes are shown by ui/parts/messages only"_s);
    row(u"ui/a.cpp"_s, "/* \" */\nvoid f() { d->exec(); }\n",
        u"ui/a.cpp:2: no nested event loop: use open() or popup()"_s);
    row(u"ui/a.cpp"_s, "auto f() { return QFileDialog::getOpenFileName(); }\n",
        u"ui/a.cpp:1: no nested event loop: use open() or popup()"_s);
    row(u"app/base/a.h"_s, "// A header.\n#pragma once\n",
        u"app/base/a.h:1: a header begins with #pragma once"_s);
    row(u"tests/support/a.h"_s, "", u"tests/support/a.h:1: a header begins with #pragma once"_s);
    row(u"models/a.cpp"_s, QByteArray(401, '\n'),
        u"models/a.cpp: 401 lines, at most 400: it has more than one job"_s);
    row(u"models/a.h"_s, "#pragma once\n" + QByteArray(150, '\n'),
        u"models/a.h: 151 lines, at most 150: it has more than one job"_s);
    row(u"ui/a.cpp"_s,
        "enum class Own { One, Two };\nvoid f(Own own)\n{\n    switch (own) {\n"
        "    case Own::One:\n        break;\n    default:\n        break;\n    }\n}\n",
        u"ui/a.cpp:7: a switch over Own has a case for each value, no default"_s);
    row(u"ui/second.cpp"_s, "const QString& Target::text() const\n{\n}\n",
        u"ui/second.cpp: ui Target also has methods in ui/first.cpp"_s);
    row(u"tests/ui/a.cpp"_s, "#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)\n#endif\n",
        u"tests/ui/a.cpp: versions of Qt are told apart in app/base/qtversion.h only"_s);
    row(u"tests/unit/a.cpp"_s, "const QDateTime time(QDateTime(QDate(), QTime(1, 0), Qt::UTC));\n",
        u"tests/unit/a.cpp: times are made with Utc of app/base/qtversion.h"_s);
    row(u"ui/b.cpp"_s, "void f(QString text)\n{\n    setToolTip(text.toHtmlEscaped());\n}\n",
        u"ui/b.cpp: texts of tooltips are made by toolTipText() only"_s);
    for (const QString& path : { u"ui/utils.cpp"_s, u"app/base/stringHelpers.cpp"_s,
             u"app/net/misc.h"_s, u"tests/common/a.cpp"_s })
        row(path, "#pragma once\n", path + u": this name says nothing about what is in it"_s);
}

void TestHouse::violationIsFound()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);

    m_tree = std::make_unique<QTemporaryDir>();
    for (const char* folder : { "app/net", "app/api", "app/auth", "app/demo", "ui" })
        put(QString::fromLatin1(folder) + u"/target.h"_s, "#pragma once\n");
    put(u"app/program/composition.h"_s, "#pragma once\n");
    put(u"ui/first.cpp"_s, "void Target::act()\n{\n}\n");
    QCOMPARE(found(), QStringList());

    put(path, text);
    QCOMPARE(found(), QStringList { expected });
}

void TestHouse::whatIsAllowedIsNotReported()
{
    m_tree = std::make_unique<QTemporaryDir>();
    for (const char* header : { "app/base/b.h", "app/net/n.h", "app/auth/a.h", "app/api/p.h",
             "app/files/c.h", "app/program/composition.h", "models/m.h", "ui/w.h" })
        put(QString::fromLatin1(header), "#pragma once\n");
    put(u"app/program/main.cpp"_s,
        "#include \"program/composition.h\"\n#include \"ui/w.h\"\n#include <QWidget>\n");
    put(u"app/program/composition.cpp"_s,
        "#include \"program/composition.h\"\n#include \"auth/a.h\"\n#include \"net/n.h\"\n");
    put(u"app/api/p.cpp"_s, "#include \"net/n.h\"\n#include <QJsonObject>\n#include <vector>\n");
    put(u"models/m.cpp"_s, "#include \"models/m.h\"\n#include \"api/p.h\"\n#include <QIcon>\n");
    put(u"ui/w.cpp"_s,
        "#include \"w.h\"\n#include \"files/c.h\"\n#include <QPainter>\n#include <QUndoStack>\n"
        "// QMessageBox and exec() are only talked about\n"
        "const char* text = \"dialog->exec()\"; /* QMessageBox */\n");
    put(u"app/api/parser.cpp"_s, "void Parser::parse()\n{\n}\n");
    put(u"models/parser.cpp"_s,
        "void Parser::parse()\n{\n    switch (role) {\n    case Qt::DisplayRole:\n"
        "        break;\n    default:\n        break;\n    }\n}\n");
    put(u"ui/parts/messages.cpp"_s, "#include <QMessageBox>\nQMessageBox box;\n");
    put(u"app/base/qtversion.h"_s, "#pragma once\n#if QT_VERSION\n#endif\n");
    put(u"resources/community.svg"_s, "");
    QCOMPARE(found(), QStringList());
}

/// Every file and folder that CONTRIBUTING.md and README.md name is there.
void TestHouse::theMapNamesWhatIsThere()
{
    static const QRegularExpression named(
        u"`((?:app|models|ui|tests|resources|packaging)/[A-Za-z0-9_./-]*)`"_s);
    const QDir root(QStringLiteral(SOURCE_DIR));
    int missing = 0;
    for (const QString& document : { u"CONTRIBUTING.md"_s, u"README.md"_s }) {
        QFile file(root.filePath(document));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QRegularExpressionMatch& match : named.globalMatch(text)) {
            const QString path = match.captured(1);
            // Without an ending a source and its header are meant.
            if (!root.exists(path) && !root.exists(path + u".h"_s)
                && !root.exists(path + u".cpp"_s))
                qWarning("%d: %s names %s", ++missing, qPrintable(document), qPrintable(path));
        }
    }
    QCOMPARE(missing, 0);
}

QTEST_GUILESS_MAIN(TestHouse)
#include "tst_house.moc"
