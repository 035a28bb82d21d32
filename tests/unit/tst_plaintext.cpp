// What a person reads of a name, and what they can type of it.

#include "base/plaintext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestPlainText : public QObject
{
    Q_OBJECT

private slots:
    void linesDoWhatTheyLookLike_data();
    void linesDoWhatTheyLookLike();
    void nothingGetsThrough();
    void longOnesAreCut();
    void linesOfATextStay();
    void theFirstThatIsNotBlank();
    void typedForms_data();
    void typedForms();
    void whatCanBeTyped_data();
    void whatCanBeTyped();
    void whatLooksAlike_data();
    void whatLooksAlike();
    void hostsGiveThemselvesAway_data();
    void hostsGiveThemselvesAway();
};

void TestPlainText::linesDoWhatTheyLookLike_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    const auto same
        = [](const char* name, const QString& text) { QTest::newRow(name) << text << text; };
    same("plain", u"Maria Keller"_s);
    same("accents", u"Zoë Nuñez-Łukasiewicz"_s);
    same("composed by hand", u"Zoe\u0308"_s);
    same("Cyrillic", u"Анна Ковач"_s);
    same("Han", u"王伟"_s);
    same("Devanagari", u"प्रिया"_s);
    same("emoji", u"Ann ❤\uFE0F 👩\u200D💻"_s);
    same("markup is text", u"<b>&amp;"_s);
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("blank") << u" \u00A0\t"_s << QString();
    QTest::newRow("spaces") << u"  Maria \u00A0 Keller\t"_s << u"Maria Keller"_s;
    QTest::newRow("line break") << u"Maria\nDelete 2"_s << u"Maria ↵ Delete 2"_s;
    QTest::newRow("line breaks") << u"a\r\nb\u2028c\u0085d\ve"_s << u"a ↵ b ↵ c ↵ d ↵ e"_s;
    QTest::newRow("NUL") << u"a\0b"_s << u"a‹U+0000›b"_s;
    QTest::newRow("escape") << u"a\u001B[31mb"_s << u"a‹U+001B›[31mb"_s;
    QTest::newRow("override") << u"user1605\u202Egnp.exe"_s << u"user1605‹U+202E›gnp.exe"_s;
    QTest::newRow("isolate") << u"a\u2067b"_s << u"a‹U+2067›b"_s;
    QTest::newRow("zero width") << u"ad\u200Bmin\uFEFF"_s << u"ad‹U+200B›min‹U+FEFF›"_s;
    QTest::newRow("soft hyphen") << u"ad\u00ADmin"_s << u"ad‹U+00AD›min"_s;
    QTest::newRow("filler") << u"\u3164"_s << u"‹U+3164›"_s;
    QTest::newRow("Braille blank") << u"a\u2800"_s << u"a‹U+2800›"_s;
    QTest::newRow("tag letters") << u"a\U000E0041"_s << u"a‹U+E0041›"_s;
    QTest::newRow("variation of a letter") << u"a\uFE0Fb"_s << u"a‹U+FE0F›b"_s;
    QTest::newRow("private") << u"a\uE000"_s << u"a‹U+E000›"_s;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xD800) + u"b"_s << u"a\uFFFDb"_s;
    QTest::newRow("mark on the begin") << u"\u0308a"_s << u"◌\u0308a"_s;
    QTest::newRow("marks in a heap")
        << u"a\u0300\u0301\u0302\u0303\u0304"_s << u"a\u0300\u0301\u0302\u0303‹U+0304›"_s;
    QTest::newRow("Hebrew is kept apart") << u"דנה לוי"_s << u"\u2068דנה לוי\u2069"_s;
    same("a sentence with it", u"Delete \u2068דנה\u2069 on acme"_s);
    QTest::newRow("isolates that isolate nothing")
        << u"a\u2068b\u2069"_s << u"a‹U+2068›b‹U+2069›"_s;
    QTest::newRow("an open isolate") << u"\u2068דנה"_s << u"\u2068‹U+2068›דנה\u2069"_s;
    QTest::newRow("Arabic digits") << u"١٢"_s << u"\u2068١٢\u2069"_s;
}

void TestPlainText::linesDoWhatTheyLookLike()
{
    QFETCH(QString, text);
    QFETCH(QString, line);
    QCOMPARE(shownLine(text), line);
    QCOMPARE(shownLine(line), line); // a name may come to a title by a button
}

/// Whatever is put in, what comes out has no character that acts instead of being seen.
void TestPlainText::nothingGetsThrough()
{
    for (char32_t c = 0; c <= 0xE0FFF; ++c) {
        if (c == 0x20000)
            c = 0xE0000; // nothing but Han is between
        if (QChar::isSurrogate(c))
            continue;
        QString text = u"a"_s;
        text += QChar::fromUcs4(c);
        const QList<uint> shown = shownLine(text + u'b').toUcs4();
        for (const uint one : shown) {
            const QChar::Category category = QChar::category(one);
            const bool acts = category == QChar::Other_Control || category == QChar::Other_Surrogate
                || category == QChar::Separator_Line || category == QChar::Separator_Paragraph
                || (category == QChar::Other_Format && one != 0x2068 && one != 0x2069);
            QVERIFY2(!acts, qPrintable(QString::number(c, 16)));
        }
    }
}

void TestPlainText::longOnesAreCut()
{
    const QString shown = shownLine(QString(10'000, u'x'), 60);
    QCOMPARE(shown, QString(59, u'x') + u'…');
    QVERIFY(shownLine(QString(10'000, QChar(0x202E)), 60).size() <= 60);
    const QString hebrew = shownLine(QString(10'000, u'א'), 60);
    QVERIFY(hebrew.endsWith(u"…\u2069"_s)); // what is opened is closed
    QVERIFY(shownLine(QString(200, u' ') + u"x"_s, 60).endsWith(u'…')); // there was more
    const QString pairs = shownLine(u"x"_s + u"🔑"_s.repeated(50), 60);
    QVERIFY(pairs.isValidUtf16());
}

void TestPlainText::linesOfATextStay()
{
    QCOMPARE(shownText(u"one\ntwo \u202Ethree"_s), u"one\ntwo ‹U+202E›three"_s);
}

void TestPlainText::theFirstThatIsNotBlank()
{
    QCOMPARE(firstShown({ u"Maria"_s, u"mk"_s }), u"Maria"_s);
    QCOMPARE(firstShown({ u" "_s, u"mk"_s }), u"mk"_s);
    QCOMPARE(firstShown({ u"\u200B\u3164"_s, u"\u00A0"_s, u"id1"_s }), u"id1"_s);
    QCOMPARE(firstShown({ QString() }), QString());
}

void TestPlainText::typedForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("form");
    QTest::newRow("plain") << u"Maria Keller"_s << u"Maria Keller"_s;
    QTest::newRow("composed") << u"Zoe\u0308"_s << u"Zoë"_s;
    QTest::newRow("full width") << u"Ｍａｒｉａ"_s << u"Maria"_s;
    QTest::newRow("ligature") << u"ﬁnn"_s << u"finn"_s;
    QTest::newRow("marks of direction") << u"\u200EMaria\u202E Keller\u200F"_s << u"Maria Keller"_s;
    QTest::newRow("NUL") << u"Ma\0ria"_s << u"Maria"_s;
    QTest::newRow("zero width inside") << u"Zoe\u200B\u0308"_s << u"Zoë"_s;
    QTest::newRow("spaces") << u"  Maria\u00A0\n Keller "_s << u"Maria Keller"_s;
    QTest::newRow("blank") << u" \u200B\u3164\u2800 "_s << QString();
}

void TestPlainText::typedForms()
{
    QFETCH(QString, text);
    QFETCH(QString, form);
    QCOMPARE(typedForm(text), form);
}

void TestPlainText::whatCanBeTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("can");
    const auto row = [](const QString& text, bool can) {
        QTest::addRow("%s", qPrintable(text.left(40))) << text << can;
    };
    row(u"Maria Keller"_s, true);
    row(u"O’Brien-Łuk, Zoë (ext. 7)"_s, true);
    row(u"\u200EMaria Keller"_s, true);
    row(u"user1605\u202Egnp.exe"_s, true);
    row(u"Анна Щукина"_s, true);
    row(u"王伟"_s, true);
    row(u"田中 Taro"_s, true);
    row(u"प्रिया"_s, true);
    row(u" "_s, false);
    row(QString(), false);
    row(u"\u3164"_s, false);
    row(QString(10'000, u'x'), false);
    row(QString(41, u'x'), false);
    row(u"Mаria Keller"_s, false); // the first a is Cyrillic
    row(u"Сора"_s, false); // Cyrillic all over, and looks like Latin
    row(u"ΑΝΝΑ"_s, false); // the same in Greek
    row(u"M\u0323\u0336aria"_s, false);
    row(u"Maria \uE000"_s, true); // what cannot be seen is not asked for
    row(u"Maria\uFFFD"_s, false);
    row(u"Maria 🔑"_s, false);
}

void TestPlainText::whatCanBeTyped()
{
    QFETCH(QString, text);
    QFETCH(bool, can);
    QCOMPARE(canBeTyped(text), can);
}

void TestPlainText::whatLooksAlike_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("alike");
    const auto row = [](const char* name, const QString& one, const QString& other, bool alike) {
        QTest::newRow(name) << one << other << alike;
    };
    row("same", u"Maria"_s, u"Maria"_s, true);
    row("other", u"Maria"_s, u"Mario"_s, false);
    row("case", u"maria KELLER"_s, u"Maria Keller"_s, true);
    row("zero width", u"Maria"_s, u"Ma\u200Bria"_s, true);
    row("spaces", u"Maria Keller"_s, u"Maria\u00A0 Keller"_s, true);
    row("Cyrillic", u"Maria"_s, u"Mаriа"_s, true);
    row("Greek", u"ANNA"_s, u"ΑΝΝΑ"_s, true);
    row("l and I", u"Illa"_s, u"lI1a"_s, true);
    row("accents differ", u"Zoe"_s, u"Zoë"_s, false);
}

void TestPlainText::whatLooksAlike()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, alike);
    QCOMPARE(lookOf(one) == lookOf(other), alike);
}

void TestPlainText::hostsGiveThemselvesAway_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"acme.api.identitynow.com"_s << u"acme.api.identitynow.com"_s;
    QTest::newRow("mixed") << u"аcme.test"_s << u"xn--cme-5cd.test"_s;
    QTest::newRow("all Cyrillic") << u"сор.test"_s << u"xn--n1aeb.test"_s;
    QTest::newRow("address") << u"::1"_s << u"::1"_s;
    QTest::newRow("port") << u"acme.test:8443"_s << u"acme.test:8443"_s;
    QTest::newRow("no host at all") << u"ä \u202Eb"_s << u"ä ‹U+202E›b"_s;
}

void TestPlainText::hostsGiveThemselvesAway()
{
    QFETCH(QString, host);
    QFETCH(QString, shown);
    QCOMPARE(shownHost(host), shown);
}

QTEST_APPLESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
