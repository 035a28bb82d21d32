// Commands found by what is typed.

#include "models/commands/commandmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

Command command(const QString& title, Command::Section section = Command::Section::Actions)
{
    return { .section = section, .title = title, .run = [] {} };
}

QStringList shown(const CommandModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        all += (model.commandAt(index) == nullptr ? u"# "_s : QString()) + index.data().toString();
    }
    return all;
}

/// The title with what was typed in brackets; empty = it does not answer.
QString marked(const QString& title, const QString& typed, const QString& where = {})
{
    const auto match = matchCommand(title, where, typed);
    if (!match)
        return {};
    QString text = title;
    for (auto piece = match->pieces.crbegin(); piece != match->pieces.crend(); ++piece) {
        text.insert(piece->from + piece->length, u']');
        text.insert(piece->from, u'[');
    }
    return text;
}

} // namespace

class TestCommands : public QObject
{
    Q_OBJECT

private slots:
    void titlesAreFoundByWordsInitialsAndParts_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        const auto row
            = [](const char* name, const QString& title, const QString& typed,
                  const QString& expected) { QTest::newRow(name) << title << typed << expected; };
        row("its beginning", u"Synchronize attributes"_s, u"syn"_s, u"[Syn]chronize attributes"_s);
        row("another word", u"Show column lastSync"_s, u"col"_s, u"Show [col]umn lastSync"_s);
        row("two words in any order", u"Select all rows"_s, u"row sel"_s, u"[Sel]ect all [row]s"_s);
        row("initials", u"Select all rows"_s, u"sar"_s, u"[S]elect [a]ll [r]ows"_s);
        row("initials with a word left out", u"Results of the last job"_s, u"rlj"_s,
            u"[R]esults of the [l]ast [j]ob"_s);
        row("a part", u"Show column lastSync"_s, u"sync"_s, u"Show column last[Sync]"_s);
        row("no accents needed", u"Älteste Überprüfung"_s, u"uber"_s, u"Älteste [Über]prüfung"_s);
        row("accents written", u"Jose"_s, u"josé"_s, u"[Jose]"_s);
        row("a word that is nowhere", u"Select all rows"_s, u"select none"_s, QString());
        row("nothing", u"Export"_s, u" "_s, u"Export"_s);
        row("marks of the title", u"Log in (again)"_s, u"again"_s, u"Log in ([again])"_s);
    }
    void titlesAreFoundByWordsInitialsAndParts()
    {
        QFETCH(QString, title);
        QFETCH(QString, typed);
        QTEST(marked(title, typed), "expected");
    }

    void whereItStandsIsTheLastResort()
    {
        QCOMPARE(marked(u"Dark"_s, u"theme"_s, u"Theme"_s), u"Dark"_s);
        const int beside = matchCommand(u"Dark"_s, u"Theme"_s, u"theme"_s)->rank;
        const int in = matchCommand(u"Theme"_s, {}, u"theme"_s)->rank;
        QVERIFY(in < beside);
    }

    void theBestOfASectionStandsFirstUnderItsHeading()
    {
        CommandModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCommands({ command(u"Reload identity"_s), command(u"Lock changes"_s),
            command(u"Locked"_s, Command::Section::Views), command(u"Unlock"_s),
            command(u"Follow the log"_s) });
        QCOMPARE(shown(model),
            (QStringList { u"# Actions"_s, u"Reload identity"_s, u"Lock changes"_s, u"Unlock"_s,
                u"Follow the log"_s, u"# Views"_s, u"Locked"_s }));
        model.show(u"lo"_s);
        QCOMPARE(shown(model),
            (QStringList { u"# Actions"_s, u"Lock changes"_s, u"Follow the log"_s,
                u"Reload identity"_s, u"Unlock"_s, u"# Views"_s, u"Locked"_s }));
        QCOMPARE(model.commandCount(), 5);
        model.show(u"lock c"_s);
        QCOMPARE(shown(model), (QStringList { u"# Actions"_s, u"Lock changes"_s }));
    }

    void whatIsCalledThatIsBeforeWhatContainsIt()
    {
        CommandModel model;
        model.setCommands({ command(u"Status is Locked"_s, Command::Section::Recent),
            command(u"Locked in May"_s, Command::Section::Actions),
            command(u"Pending"_s, Command::Section::Views),
            command(u"Not locked"_s, Command::Section::Views),
            command(u"Locked"_s, Command::Section::Views) });
        model.show(u"LOCKED "_s);
        QCOMPARE(shown(model),
            (QStringList { u"# Views"_s, u"Locked"_s, u"Not locked"_s, u"# Actions"_s,
                u"Locked in May"_s, u"# Recent"_s, u"Status is Locked"_s }));
        model.show(u"locked in"_s);
        QCOMPARE(shown(model), (QStringList { u"# Actions"_s, u"Locked in May"_s }));
    }

    void whoWasFoundStandsLastAndNobodyTwice()
    {
        CommandModel model;
        Command recent = command(u"Aaron Evans"_s, Command::Section::Recent);
        recent.key = u"1"_s;
        model.setCommands({ recent });
        Command same = command(u"Aaron Evans"_s, Command::Section::Identities);
        same.key = u"1"_s;
        Command byAccount = command(u"Zoe Hill"_s, Command::Section::Identities);
        byAccount.key = u"2"_s;
        model.show(u"aa"_s, { same, byAccount });
        QCOMPARE(shown(model),
            (QStringList { u"# Recent"_s, u"Aaron Evans"_s, u"# Identities"_s, u"Zoe Hill"_s }));
    }

    void theMarkGoesRoundAndPassesHeadings()
    {
        CommandModel model;
        Command refused = command(u"Process"_s);
        refused.refusal = u"Read-only."_s;
        model.setCommands(
            { refused, command(u"Copy"_s), command(u"Locked"_s, Command::Section::Views) });
        const auto titleOf = [&model](const QModelIndex& index) {
            const Command* one = model.commandAt(index);
            return one == nullptr ? QString() : one->title;
        };
        QCOMPARE(titleOf(model.firstThatRuns()), u"Copy"_s);
        QModelIndex index = model.firstThatRuns();
        index = model.neighbour(index, 1);
        QCOMPARE(titleOf(index), u"Locked"_s);
        index = model.neighbour(index, 1);
        QCOMPARE(titleOf(index), u"Process"_s);
        QCOMPARE(index.data(Qt::ToolTipRole).toString(), u"Read-only."_s);
        QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(u"Read-only."_s));
        QCOMPARE(titleOf(model.neighbour(index, -1)), u"Locked"_s);
        QCOMPARE(titleOf(model.neighbour({}, 1)), u"Process"_s);
        QCOMPARE(titleOf(model.neighbour({}, -1)), u"Locked"_s);
        model.show(u"nothing of that"_s);
        QVERIFY(!model.firstThatRuns().isValid());
        QVERIFY(!model.neighbour({}, 1).isValid());
    }
};

QTEST_GUILESS_MAIN(TestCommands)

#include "tst_commands.moc"
