// The table of commands: parsing, help, man page, README and completion say the same.

#include "program/arguments.h"
#include "program/commandhelp.h"
#include "program/commandrun.h"
#include "program/commands/completioncommand.h"
#include "program/commandtable.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

QStringList families()
{
    QStringList found;
    for (const Subcommand& command : commands())
        found += command.family;
    found.removeDuplicates();
    return found;
}

/// What stands between two lines that hold the marks. With UPDATE_DOCUMENTS set in the environment
/// `wanted` takes its place.
QString partOf(
    const QString& document, const QString& comment, const QString& name, const QString& wanted)
{
    const QString path = QStringLiteral(SOURCE_DIR) + u'/' + document;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"unreadable: "_s + path;
    QString text = QString::fromUtf8(file.readAll());
    file.close();
    const QString mark = comment.arg(u"arguments: "_s + name) + u'\n';
    const qsizetype from = text.indexOf(mark) + mark.size();
    const qsizetype to = text.indexOf(comment.arg(u"end of arguments"_s), from);
    if (from < mark.size() || to < 0)
        return u"no part \"%1\" in %2"_s.arg(mark.trimmed(), document);
    if (qEnvironmentVariableIsSet("UPDATE_DOCUMENTS") && file.open(QIODevice::WriteOnly)) {
        text.replace(from, to - from, wanted);
        file.write(text.toUtf8());
        return wanted;
    }
    return text.mid(from, to - from);
}

QStringList lines(const QString& text)
{
    return text.split(u'\n');
}

/// A command with one of everything.
Subcommand example()
{
    return { .name = u"example"_s,
        .operands = { { .name = u"ID"_s, .help = u"the identity's id"_s } },
        .arguments = {
            { .name = u"filter"_s, .value = u"F"_s, .isNeeded = true, .group = u"whom"_s },
            { .name = u"ids"_s, .value = u"F"_s, .isNeeded = true, .group = u"whom"_s },
            { .name = u"match"_s, .choices = { u"a"_s, u"b"_s, u"c"_s }, .needs = u"ids"_s },
            { .name = u"count"_s, .value = u"N"_s, .range = Argument::Range { 1, 9 } },
            { .name = u"include"_s, .value = u"R"_s, .isRepeated = true },
            { .name = u"yes"_s },
        } };
}

} // namespace

class TestCommandTable : public QObject
{
    Q_OBJECT

private slots:
    void everyRowIsWhole();
    void readmeSaysTheSame();
    void theManPageSaysTheSame();
    void helpNamesEverySwitch();
    void reads();
    void refuses_data();
    void refuses();
    void findsCommands();
    void bashCompletes_data();
    void bashCompletes();
    void zshKnowsEverySwitch();
    void zshCompletes_data();
    void zshCompletes();
};

void TestCommandTable::everyRowIsWhole()
{
    QSet<QString> names;
    for (const Subcommand& command : commands()) {
        QVERIFY2(!names.contains(command.name), qPrintable(command.name));
        names.insert(command.name);
        QCOMPARE(bool(command.make), !command.name.isEmpty());
        QVERIFY2(command.purpose.endsWith(u'.'), qPrintable(command.purpose));
        QStringList switches;
        for (const Argument& argument : command.arguments)
            switches += argument.name;
        for (const Argument& argument : command.arguments) {
            QVERIFY2(switches.count(argument.name) == 1, qPrintable(argument.name));
            QVERIFY2(!argument.help.isEmpty() && !argument.help.endsWith(u'.')
                    && argument.help.count(u'`') % 2 == 0,
                qPrintable(argument.help));
            QVERIFY2(argument.needs.isEmpty() || switches.contains(argument.needs),
                qPrintable(argument.needs));
            // A secret on the command line could be read by every user of the computer.
            QVERIFY(!argument.name.contains(u"secret"_s) && !argument.name.contains(u"token"_s));
        }
        for (const Operand& operand : command.operands)
            QVERIFY(!operand.name.isEmpty() && !operand.help.isEmpty());
    }
}

void TestCommandTable::readmeSaysTheSame()
{
    const auto part = [](const QString& name, const QString& wanted) {
        return lines(partOf(u"README.md"_s, u"<!-- %1 -->"_s, name, wanted));
    };
    for (const QString& family : families())
        QCOMPARE(part(family, readmeText(family)), lines(readmeText(family)));
    QCOMPARE(part(u"exit codes"_s, readmeExitCodes()), lines(readmeExitCodes()));
}

void TestCommandTable::theManPageSaysTheSame()
{
    const auto part = [](const QString& name, const QString& wanted) {
        return lines(partOf(u"packaging/identity-console.1"_s, u".\\\" %1"_s, name, wanted));
    };
    for (const QString& family : families())
        QCOMPARE(part(family, manText(family)), lines(manText(family)));
    QCOMPARE(part(u"exit codes"_s, manExitCodes()), lines(manExitCodes()));
}

void TestCommandTable::helpNamesEverySwitch()
{
    for (const Subcommand& command : commands()) {
        const QString help = helpText(command);
        for (const Argument& argument : command.arguments)
            QVERIFY2(help.contains(argument.shown()), qPrintable(argument.shown()));
        for (const QString& line : lines(help))
            QVERIFY2(line.size() <= 100, qPrintable(line));
        if (!command.name.isEmpty())
            QVERIFY(helpText(commands().constFirst()).contains(command.name));
    }
}

void TestCommandTable::reads()
{
    QString problem;
    const auto given = Arguments::read(example(),
        { u"x-1"_s, u"--ids=f"_s, u"--match"_s, u"b"_s, u"--include"_s, u"p"_s, u"--include"_s,
            u"q"_s, u"--count"_s, u"9"_s },
        &problem);
    QVERIFY2(given, qPrintable(problem));
    QCOMPARE(given->operand(0), u"x-1"_s);
    QCOMPARE(given->text(u"ids"_s), u"f"_s);
    QCOMPARE(given->texts(u"include"_s), (QStringList { u"p"_s, u"q"_s }));
    QCOMPARE(given->number(u"count"_s), std::optional<qint64>(9));
    QVERIFY(!given->has(u"yes"_s) && !given->has(u"filter"_s));
    QCOMPARE(example().usage(), u"identity-console example ID [options] (--filter F | --ids F)"_s);
    const auto help = Arguments::read(example(), { u"--help"_s }, &problem);
    QVERIFY(help && help->wantsHelp());
}

void TestCommandTable::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("sentence");
    const QStringList good { u"x"_s, u"--ids"_s, u"f"_s };
    const auto row = [](const QStringList& words, const QString& sentence) {
        QTest::addRow("%s", qPrintable(sentence)) << words << sentence;
    };
    row({ u"--ids"_s, u"f"_s }, u"ID is missing: the identity's id."_s);
    row(good + QStringList { u"y"_s }, u"Unexpected \"y\"."_s);
    row({ u""_s, u"--ids"_s, u"f"_s }, u"ID is empty."_s);
    row({ u"x"_s }, u"--filter or --ids is needed."_s);
    row(good + QStringList { u"--filter=x"_s },
        u"--filter and --ids exclude each other. Choose one."_s);
    row({ u"x"_s, u"--filter=x"_s, u"--match=a"_s }, u"--match needs --ids."_s);
    row(good + QStringList { u"--match=d"_s }, u"--match is a, b or c, not \"d\"."_s);
    row(good + QStringList { u"--count=10"_s }, u"--count is a number from 1 to 9, not \"10\"."_s);
    row(good + QStringList { u"--count=1e3"_s },
        u"--count is a number from 1 to 9, not \"1e3\"."_s);
    row(good + QStringList { u"--count=1"_s, u"--count=1"_s }, u"--count is given twice."_s);
    row({ u"x"_s, u"--ids= "_s }, u"--ids takes a value: F."_s);
    row(good + QStringList { u"--frobnicate"_s }, u"Unknown option 'frobnicate'."_s);
    row(good + QStringList { u"--yes=no"_s }, u"Unexpected value after '--yes'."_s);
    row(good + QStringList { u"--include"_s }, u"Missing value after '--include'."_s);
}

void TestCommandTable::refuses()
{
    QFETCH(QStringList, words);
    QFETCH(QString, sentence);
    QString problem;
    QVERIFY(!Arguments::read(example(), words, &problem));
    QCOMPARE(problem, sentence);
}

void TestCommandTable::findsCommands()
{
    QStringList rest;
    QString problem;
    const auto name = [&](const QStringList& words) {
        const Subcommand* command = commandFor(words, &rest, &problem);
        return command == nullptr ? problem : command->name;
    };
    QCOMPARE(name({}), QString());
    QCOMPARE(name({ u"--demo"_s }), QString());
    QCOMPARE(name({ u"export"_s, u"--all"_s }), u"export"_s);
    QCOMPARE(rest, QStringList { u"--all"_s });
    QCOMPARE(name({ u"jobs"_s, u"show"_s, u"x"_s }), u"jobs show"_s);
    QCOMPARE(rest, QStringList { u"x"_s });
    QCOMPARE(
        name({ u"jobs"_s }), u"jobs is followed by one of list, show, results, resume, cancel."_s);
    QCOMPARE(name({ u"exprot"_s }), u"Unknown command 'exprot'."_s);
}

void TestCommandTable::bashCompletes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("hasNot");
    QTest::newRow("commands") << u"ex"_s << u"export"_s << u"list"_s;
    QTest::newRow("switches") << u"export --out"_s << u"--output"_s << u"--filter"_s;
    QTest::newRow("values") << u"export --format "_s << u"jsonl"_s << u"--filter"_s;
    QTest::newRow("operands") << u"completion "_s << u"zsh"_s << u"--help"_s;
    QTest::newRow("second words") << u"jobs re"_s << u"resume"_s << u"list"_s;
    QTest::newRow("of second words") << u"jobs list --"_s << u"--ended"_s << u"--filter"_s;
    QTest::newRow("reasons") << u"reset --include "_s << u"not-registered"_s << u"no-email"_s;
    QTest::newRow("of the window") << u"--read"_s << u"--read-only"_s << u"--output"_s;
}

void TestCommandTable::bashCompletes()
{
    QFETCH(QString, typed);
    QFETCH(QString, has);
    QFETCH(QString, hasNot);
    QProcess bash;
    bash.start(u"bash"_s, { u"-s"_s });
    bash.write((bashCompletion(commands())
        + u"COMP_WORDS=(identity-console %1%2); COMP_CWORD=$((${#COMP_WORDS[@]}-1))\n"
          "_identity_console\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"_s.arg(
              typed, typed.endsWith(u' ') ? u"''"_s : QString()))
                   .toUtf8());
    bash.closeWriteChannel();
    QVERIFY(bash.waitForFinished(20'000));
    QCOMPARE(QString::fromUtf8(bash.readAllStandardError()), QString());
    const QStringList offered = lines(QString::fromUtf8(bash.readAllStandardOutput()));
    QVERIFY2(offered.contains(has), qPrintable(offered.join(u' ')));
    QVERIFY2(!offered.contains(hasNot), qPrintable(offered.join(u' ')));
}

void TestCommandTable::zshKnowsEverySwitch()
{
    const QString text = zshCompletion(commands());
    QVERIFY(text.startsWith(u"#compdef identity-console\n"_s));
    for (const Subcommand& command : commands()) {
        for (const Argument& argument : command.arguments)
            QVERIFY2(text.contains(u"--%1["_s.arg(argument.name)), qPrintable(argument.name));
    }
}

void TestCommandTable::zshCompletes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("hasNot");
    QTest::newRow("commands") << u"ex"_s << u"1:command:(export list "_s << u"--output["_s;
    QTest::newRow("switches") << u"export --out"_s << u"--output["_s << u"--ended["_s;
    QTest::newRow("values") << u"export --format "_s << u":(csv jsonl)"_s << u"--ended["_s;
    QTest::newRow("operands") << u"completion "_s << u":(bash zsh)"_s << u"--output["_s;
    QTest::newRow("second words") << u"jobs re"_s << u"resume"_s << u"--json["_s;
    QTest::newRow("of second words") << u"jobs list --"_s << u"--ended["_s << u"--output["_s;
    QTest::newRow("repeated") << u"reset --in"_s << u"*--include["_s << u"*--yes["_s;
    QTest::newRow("of the window") << u"--read"_s << u"--read-only["_s << u"--output["_s;
}

/// Which of its own words zsh would choose is zsh's; here is what it is given to choose from.
void TestCommandTable::zshCompletes()
{
    QFETCH(QString, typed);
    QFETCH(QString, has);
    QFETCH(QString, hasNot);
    QProcess zsh;
    zsh.start(u"zsh"_s, { u"-fs"_s });
    zsh.write((u"_arguments() { print -rl -- \"$@\" }\ncompadd() { print -rl -- \"$@\" }\n"
               "words=(identity-console %1%2); CURRENT=$#words\n"_s.arg(
                   typed, typed.endsWith(u' ') ? u"''"_s : QString())
        + zshCompletion(commands()))
                  .toUtf8());
    zsh.closeWriteChannel();
    QVERIFY(zsh.waitForFinished(20'000));
    QCOMPARE(QString::fromUtf8(zsh.readAllStandardError()), QString());
    QCOMPARE(zsh.exitCode(), 0);
    const QString offered = QString::fromUtf8(zsh.readAllStandardOutput());
    QVERIFY2(offered.contains(has), qPrintable(offered));
    QVERIFY2(!offered.contains(hasNot), qPrintable(offered));
}

QTEST_GUILESS_MAIN(TestCommandTable)
#include "tst_commandtable.moc"
