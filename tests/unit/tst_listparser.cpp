// A list as people paste it and as programs write it.

#include "files/csvwriter.h"
#include "files/listparser.h"
#include "files/listtext.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

/// "2:anna|3:bert": what a test compares.
QString shown(const ParsedList& list)
{
    QStringList entries;
    for (const ListEntry& entry : list.entries)
        entries += u"%1:%2"_s.arg(entry.line).arg(entry.text);
    return entries.join(u'|');
}

ParsedList parse(const QString& text, ListKey key = ListKey::FindOut)
{
    return parseList(text, { .key = key });
}

const QStringList OddNames { u"\"Bob\" Smith"_s, u"O'Brien"_s, u"Back\\slash"_s,
    u"100 % \"sure\""_s, u"a+b@acme.test"_s, u"Keller, Maria"_s, u"semi;colon"_s,
    u"=HYPERLINK(\"x\")"_s, u"שלום"_s, u"\U0001F469\u200D\U0001F4BB"_s, u"<b>Bold</b>"_s,
    u"&amp; Co"_s, u"two  spaces"_s, u"Nguyễn Thị Hồng"_s, u"\""_s, u"a\"b"_s, u"'"_s, u"#1"_s };

} // namespace

class TestListParser : public QObject
{
    Q_OBJECT

private slots:
    void entriesOfAText_data();
    void entriesOfAText();
    void columnsAreFound_data();
    void columnsAreFound();
    void layoutsCanBeChosen();
    void whatAWriterWroteIsReadBack_data();
    void whatAWriterWroteIsReadBack();
    void plainLinesKeepOddNames();
    void controlCharactersAreRefusedWithTheirLine();
    void headings_data();
    void headings();
    void ids_data();
    void ids();
    void limits();
    void longListsTakeNoTime();
    void stopsEarly();
    void encodings_data();
    void encodings();
    void whatIsNoTextIsRefused();
    void filesAreReadOrSaid();
};

void TestListParser::entriesOfAText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("lines") << u"anna\nbert"_s << u"1:anna|2:bert"_s;
    QTest::newRow("CRLF, trailing blanks, blank lines")
        << u"anna \t\r\n\r\n  bert\r\n \r\n"_s << u"1:anna|3:bert"_s;
    QTest::newRow("old line ends") << u"anna\rbert"_s << u"1:anna|2:bert"_s;
    QTest::newRow("byte order mark") << u"\uFEFFanna\nbert"_s << u"1:anna|2:bert"_s;
    QTest::newRow("invisible space") << u"\u200Banna\u00A0\nbert\uFEFF"_s << u"1:anna|2:bert"_s;
    QTest::newRow("quoted lines") << u"\"anna\"\n\"b \"\"x\"\" c\"\nd"_s
                                  << u"1:anna|2:b \"x\" c|3:d"_s;
    QTest::newRow("a quote that does not close") << u"\"anna\nbert"_s << u"1:\"anna|2:bert"_s;
    QTest::newRow("a quoted nickname") << u"\"Bob\" Smith\nbert"_s << u"1:\"Bob\" Smith|2:bert"_s;
    QTest::newRow("names with a comma")
        << u"Keller, Maria\nMeyer, Martin"_s << u"1:Keller, Maria|2:Meyer, Martin"_s;
    QTest::newRow("a single comma among others")
        << u"anna\nbert,x\ncarl\ndora\nemil\nfritz"_s
        << u"1:anna|2:bert,x|3:carl|4:dora|5:emil|6:fritz"_s;
    QTest::newRow("tabs of a sheet") << u"1\tanna@a.b\n2\tbert@a.b"_s << u"1:anna@a.b|2:bert@a.b"_s;
    QTest::newRow("a cell over two lines")
        << u"name,email\n\"a\nb\",a@x.y\nc,c@x.y"_s << u"1:email|2:a@x.y|4:c@x.y"_s;
    QTest::newRow("one line of addresses")
        << u"a@x.y; b@x.y;c@x.y"_s << u"1:a@x.y|1:b@x.y|1:c@x.y"_s;
    QTest::newRow("addresses with names")
        << u"Maria Keller <m@x.y>\n\"Meyer, Martin\" <n@x.y>\n<o@x.y>\nAnna <x>"_s
        << u"1:m@x.y|2:n@x.y|3:o@x.y|4:Anna <x>"_s;
    QTest::newRow("the addressees of a mail")
        << u"Maria Keller <m@x.y>; Martin Meyer <n@x.y>"_s << u"1:m@x.y|1:n@x.y"_s;
    QTest::newRow("addresses with names in a column")
        << u"nr,who\n1,Maria <m@x.y>\n2,Martin <n@x.y>"_s << u"1:who|2:m@x.y|3:n@x.y"_s;
    QTest::newRow("one name with a comma") << u"Smith,John"_s << u"1:Smith,John"_s;
    QTest::newRow("markup in one line") << u"&amp; Co; x"_s << u"1:&amp; Co; x"_s;
    QTest::newRow("an empty cell of a table")
        << u"nr;email\n1;a@x.y\n2;\n;\n3;c@x.y"_s << u"1:email|2:a@x.y|3:|5:c@x.y"_s;
    QTest::newRow("ragged rows") << u"a@x.y;1\nb@x.y;2\nc@x.y;3\nd@x.y;4\ne@x.y"_s
                                 << u"1:a@x.y|2:b@x.y|3:c@x.y|4:d@x.y|5:e@x.y"_s;
}

void TestListParser::entriesOfAText()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const ParsedList list = parse(text);
    QCOMPARE(list.problem, QString());
    QCOMPARE(shown(list), expected);
}

void TestListParser::columnsAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ListKey>("key");
    QTest::addColumn<int>("column");
    const QString id = u"2c9180867769897d01776ed5f125512f"_s;
    const QString exported
        = u"name,id,alias,emailAddress\nAnna,%1,anna,a@x.y\nBert,%1,bert,b@x.y"_s.arg(id);
    QTest::newRow("ids before all") << exported << ListKey::FindOut << 1;
    QTest::newRow("account names if wanted") << exported << ListKey::AccountName << 2;
    QTest::newRow("emails if wanted") << exported << ListKey::Email << 3;
    QTest::newRow("names if wanted") << exported << ListKey::DisplayName << 0;
    QTest::newRow("numbers are no ids")
        << u"ID;Name;User name\n17;Anna;anna1\n18;Bert;bert1"_s << ListKey::FindOut << 2;
    QTest::newRow("emails without a heading")
        << u"17;Anna;a@x.y\n18;Bert;b@x.y"_s << ListKey::FindOut << 2;
    QTest::newRow("a column that is mostly empty")
        << u"Email;Login\n;anna\n;bert\nc@x.y;carl"_s << ListKey::FindOut << 1;
    QTest::newRow("nothing known") << u"Anna;x\nBert;y"_s << ListKey::FindOut << 0;
}

void TestListParser::columnsAreFound()
{
    QFETCH(QString, text);
    QFETCH(ListKey, key);
    QFETCH(int, column);
    const ParsedList list = parse(text, key);
    QVERIFY(!list.found.layout.separator.isNull());
    QCOMPARE(list.found.layout.column, column);
}

void TestListParser::layoutsCanBeChosen()
{
    const QString text = u"anna,1\nbert,2"_s;
    const auto with = [&text](QChar separator, int column) {
        return shown(parseList(text, { .layout = ListLayout { separator, column } }));
    };
    QCOMPARE(with({}, 0), u"1:anna,1|2:bert,2"_s);
    QCOMPARE(with(u',', 0), u"1:anna|2:bert"_s);
    QCOMPARE(with(u',', 1), u"1:1|2:2"_s);
    QCOMPARE(with(u',', ListLayout::EveryCell), u"1:anna|1:1|2:bert|2:2"_s);
    QVERIFY(with(u',', 7).isEmpty()); // no such column: the list is empty, and said so
    QVERIFY(!parseList(text, { .layout = ListLayout { u',', 7 } }).problem.isEmpty());
}

void TestListParser::whatAWriterWroteIsReadBack_data()
{
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<bool>("bom");
    QTest::newRow("comma") << ',' << false;
    QTest::newRow("semicolon") << ';' << true;
    QTest::newRow("tab") << '\t' << false;
}

/// Random rows of odd names through the program's own writer and back.
void TestListParser::whatAWriterWroteIsReadBack()
{
    QFETCH(char, delimiter);
    QFETCH(bool, bom);
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        CsvWriter writer({ .delimiter = delimiter, .bom = bom, .formulaGuard = false });
        writer.start();
        const int rows = 2 + random.bounded(8);
        QStringList expected;
        for (int row = 0; row < rows; ++row) {
            QString name = OddNames.at(random.bounded(static_cast<int>(OddNames.size())));
            name += QString::number(random.bounded(1000));
            QString beside = OddNames.at(random.bounded(static_cast<int>(OddNames.size())));
            if (random.bounded(4) == 0)
                beside += u"\r\nsecond line";
            expected += name;
            writer.row({ beside, name, u"x"_s });
        }
        const Expected<QString> text = decodeList(writer.takeBlock());
        QVERIFY(text);
        const ParsedList list
            = parseList(*text, { .layout = ListLayout { QChar::fromLatin1(delimiter), 1 } });
        QCOMPARE(list.problem, QString());
        QStringList read;
        for (const ListEntry& entry : list.entries)
            read += entry.text;
        QCOMPARE(read, expected);
    }
}

void TestListParser::plainLinesKeepOddNames()
{
    const ParsedList list = parseList(OddNames.join(u'\n'), { .layout = ListLayout {} });
    QStringList read;
    for (const ListEntry& entry : list.entries)
        read += entry.text;
    QCOMPARE(read, OddNames);
}

void TestListParser::controlCharactersAreRefusedWithTheirLine()
{
    ParsedList list = parse(u"anna\nbe\u0001rt\ncarl"_s);
    QVERIFY(list.entries.isEmpty());
    QCOMPARE(list.problemLine, 2);
    QVERIFY2(
        list.problem.startsWith(u"Line 2 holds a control character"_s), qPrintable(list.problem));
    list = parse(u"a\u0001\nb\u0000x\nc\u0085x\nd\u007Fx\ne\u0007\nf\u0007\ng"_s);
    QVERIFY2(list.problem.contains(u": 1, 2, 3, 4, 5 and 1 more."_s), qPrintable(list.problem));
    list = parse(u"anna\n"_s + QChar(0xD83D) + u"x"_s); // half an emoji
    QCOMPARE(list.problemLine, 2);
    list = parseList(u"a\tb\nc"_s, { .layout = ListLayout {} });
    QCOMPARE(list.problemLine, 1);
    // In a column nobody asks for it is nobody's business.
    list = parse(u"x\u0001;a@x.y\ny;b@x.y"_s);
    QCOMPARE(shown(list), u"1:a@x.y|2:b@x.y"_s);
}

void TestListParser::headings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    for (const QString& heading : { u"employee"_s, u"Account name"_s, u"sAMAccountName"_s,
             u"E-mail address"_s, u"user_name"_s, u"Display Name"_s, u"# identities"_s, u"EMAIL"_s,
             u"Benutzername"_s, u"Identity ID"_s, u"attributes.displayName"_s })
        QTest::newRow(qPrintable(heading)) << heading << true;
    for (const QString& entry :
        { u"Maria Keller"_s, u"mabel.okonkwo"_s, u"name@acme.test"_s, u"user1"_s, u""_s, u"#"_s,
            u"Ed Mail"_s, u"name name name name name name name name name name name name name"_s })
        QTest::newRow(qPrintable(u"no: "_s + entry)) << entry << false;
}

void TestListParser::headings()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(looksLikeHeading(text), expected);
    QCOMPARE(parse(text + u"\nanna"_s).mayHaveHeading, expected);
    QVERIFY(!parse(u"anna\n"_s + text).mayHaveHeading); // the first line only
    if (!text.isEmpty())
        QVERIFY(!parse(text).mayHaveHeading); // of nothing
}

void TestListParser::ids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("hex") << u"2c9180867769897d01776ed5f125512f"_s << true;
    QTest::newRow("upper case") << u"2C9180867769897D01776ED5F125512F"_s << true;
    QTest::newRow("UUID") << u"2c918086-7769-897d-0177-6ed5f125512f"_s << true;
    QTest::newRow("short") << u"2c9180867769897d01776ed5f125512"_s << false;
    QTest::newRow("no hex") << u"2c9180867769897d01776ed5f125512g"_s << false;
    QTest::newRow("dashes elsewhere") << u"2c91808-67769-897d-0177-6ed5f125512f"_s << false;
}

void TestListParser::ids()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(looksLikeId(text), expected);
}

void TestListParser::limits()
{
    QVERIFY(parse({}).problem.startsWith(u"The list is empty"_s));
    QVERIFY(parse(u" \n\t\n"_s).problem.startsWith(u"The list is empty"_s));
    QStringList lines(MostListEntries, u"anna"_s);
    QCOMPARE(parse(lines.join(u'\n')).entries.size(), MostListEntries);
    lines += u"bert"_s;
    const ParsedList list = parse(lines.join(u'\n'));
    QVERIFY(list.entries.isEmpty());
    QCOMPARE(
        list.problem, u"The list has 50,001 entries. At most 50,000 can be looked up at once."_s);
}

/// Quotes that never close, in every line, are the worst case.
void TestListParser::longListsTakeNoTime()
{
    QString text;
    while (text.size() < MostListBytes)
        text += u"\"open "_s + QString(390, u'x') + u",b\n"_s;
    QElapsedTimer timer;
    timer.start();
    const ParsedList list = parseList(text, { .layout = ListLayout { u',', 0 } });
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(list.problem.startsWith(u"The list has"_s));
}

void TestListParser::stopsEarly()
{
    const std::atomic_bool stop = true;
    const ParsedList list = parseList(u"anna\nbert"_s, {}, &stop);
    QVERIFY(list.entries.isEmpty());
}

void TestListParser::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QString text = u"Müller\nŻółć\n"_s;
    const auto encoded = [&text](QStringConverter::Encoding encoding, bool mark) {
        QStringEncoder encoder(
            encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
        return QByteArray(encoder.encode(text));
    };
    QTest::newRow("UTF-8") << text.toUtf8();
    QTest::newRow("UTF-8 with mark") << encoded(QStringConverter::Utf8, true);
    QTest::newRow("UTF-16 of Excel") << encoded(QStringConverter::Utf16LE, true);
    QTest::newRow("UTF-16, big end first") << encoded(QStringConverter::Utf16BE, true);
    QTest::newRow("UTF-16 without mark") << encoded(QStringConverter::Utf16LE, false);
    QTest::newRow("big end first, without mark") << encoded(QStringConverter::Utf16BE, false);
}

void TestListParser::encodings()
{
    QFETCH(QByteArray, bytes);
    const Expected<QString> text = decodeList(bytes);
    QVERIFY2(text, qPrintable(text ? QString() : text.error().detail));
    QCOMPARE(*text, u"Müller\nŻółć\n"_s);
}

void TestListParser::whatIsNoTextIsRefused()
{
    QCOMPARE(*decodeList("M\xFCller \x80\n"), u"Müller €\n"_s); // Windows-1252
    const Expected<QString> workbook = decodeList("PK\x03\x04rest");
    QVERIFY(!workbook);
    QVERIFY(workbook.error().detail.contains(u"workbook"_s));
    const Expected<QString> binary = decodeList(QByteArray("a\0\0\0b\xFF", 6));
    QVERIFY(!binary);
    QCOMPARE(binary.error().kind, ApiError::Kind::File);
    QCOMPARE(*decodeList({}), QString());
}

void TestListParser::filesAreReadOrSaid()
{
    QTemporaryDir folder;
    const auto put = [&folder](const QString& name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(put(u"list.txt"_s, "anna\n"));
    QCOMPARE(*readListText(folder.filePath(u"list.txt"_s)), u"anna\n"_s);
    QVERIFY(!readListText(folder.filePath(u"none.txt"_s)));
    QVERIFY(readListText(folder.path()).error().detail.endsWith(u"is not a file."_s));
    // A pipe nobody writes to would be waited for for ever.
    const QByteArray pipe = QFile::encodeName(folder.filePath(u"pipe"_s));
    QCOMPARE(mkfifo(pipe.constData(), 0600), 0);
    QVERIFY(!readListText(folder.filePath(u"pipe"_s)));
    QVERIFY(put(u"large.txt"_s, QByteArray(MostListBytes + 1, 'x')));
    QVERIFY(readListText(folder.filePath(u"large.txt"_s))
                .error()
                .detail.startsWith(u"large.txt is larger than 20 MB."_s));
}

QTEST_GUILESS_MAIN(TestListParser)
#include "tst_listparser.moc"
