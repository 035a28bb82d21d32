// Names that want to be somebody else, in the real window: what is read of them in a confirmation,
// what has to be typed, and what is copied.

#include "support/operationrig.h"
#include "support/operations.h"
#include "support/tamperingrelay.h"

#include <QClipboard>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Asked = demo::Operation;

namespace {

bool isPlain(const demo::Directory& directory, quint32 ordinal)
{
    return !directory.data().isOwner(ordinal) && !directory.state(ordinal).isProtected;
}

/// A window on a tenant where everybody has this name, until only one shall have it.
struct Rig
{
    explicit Rig(const QString& given, Environment environment = Environment::Sandbox)
        : name(given)
        , relay([this](const QByteArray& answer) {
            return withEachIdentity(answer, [this](QJsonObject& identity) {
                if (only.isEmpty() || identity.value(u"id"_s) == only)
                    identity.insert(u"name"_s, name);
            });
        })
        , hands(200, { .environment = environment, .way = [this](const QString& tenant) {
                          relay.setTenant(tenant);
                          return relay.server.listenPlain() ? relay.server.address() : QString();
                      } })
    {
    }

    IdentityTableModel& model()
    {
        return static_cast<IdentityTableModel&>(*hands.console.table().model());
    }

    QString aliasOf(const QString& id)
    {
        for (const Identity* identity : model().loadedIdentities()) {
            if (identity->id.text() == id)
                return identity->alias;
        }
        return {};
    }

    /// Everybody else gets their own name back, also in the table.
    bool nameOnly(const QString& id)
    {
        only = id;
        model().refresh();
        return QTest::qWaitFor([this] {
            const QList<const Identity*> rows = model().loadedIdentities();
            return std::ranges::count(rows, name, &Identity::name) == 1;
        });
    }

    const QString name;
    QString only; ///< id of who has the name; empty = everybody
    TamperingRelay relay;
    OperationRig hands;
};

/// One line in which nothing acts instead of being seen.
bool isOneCleanLine(const QString& text)
{
    return std::none_of(text.cbegin(), text.cend(), [](QChar letter) {
        const bool isolates = letter == u'\u2068' || letter == u'\u2069';
        return letter.category() == QChar::Other_Control || letter == u'\u2028'
            || (letter.category() == QChar::Other_Format && !isolates);
    });
}

} // namespace

class TestHostileNames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void deletionIsConfirmedByWhatCanBeTyped_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("lead"); ///< "%1" is the account name
        QTest::addColumn<QString>("typed"); ///< the same
        const auto row
            = [](const char* what, const QString& name, const QString& lead, const QString& typed) {
                  QTest::newRow(what) << name << u"Delete %1 on acme-demo"_s.arg(lead) << typed;
              };
        row("plain", u"Maria Keller"_s, u"Maria Keller"_s, u"Maria Keller"_s);
        row("blank", u" "_s, u"%1"_s, u"%1"_s);
        row("nothing to be seen", u"\u200B\u3164"_s, u"%1"_s, u"%1"_s);
        row("turned around", u"user1605:1.0.0.721 no \u202Egnp.exe"_s,
            u"user1605:1.0.0.721 no ‹U+202E›gnp.exe"_s, u"user1605:1.0.0.721 no gnp.exe"_s);
        row("NUL", u"Ma\0ria"_s, u"Ma‹U+0000›ria"_s, u"Maria"_s);
        row("two lines", u"Maria\nDelete 2"_s, u"Maria ↵ Delete 2"_s, u"Maria Delete 2"_s);
        row("endless", QString(10'000, u'x'), QString(59, u'x') + u"…"_s, u"%1"_s);
        row("two scripts", u"Mаria"_s, u"Mаria"_s, u"%1"_s);
        row("composed by hand", u"Zoe\u0308"_s, u"Zoe\u0308"_s, u"Zoë"_s);
        row("right to left", u"דנה"_s, u"\u2068דנה\u2069"_s, u"דנה"_s);
    }
    void deletionIsConfirmedByWhatCanBeTyped()
    {
        QFETCH(QString, name);
        QFETCH(QString, lead);
        QFETCH(QString, typed);
        Rig rig(name);
        OperationRig& hands = rig.hands;
        QVERIFY(hands.isReady);
        const QStringList ids = hands.tick(hands.rowsWhere(isPlain, 1));
        QCOMPARE(ids.size(), 1);
        QVERIFY(rig.nameOnly(ids.first())); // of namesakes the account name would be typed
        const QString account = rig.aliasOf(ids.first());
        QVERIFY(!account.isEmpty());
        lead.replace(u"%1"_s, account);
        typed.replace(u"%1"_s, account);
        QVERIFY(hands.openFromToolBar(&deleteIdentity()) != nullptr);
        QVERIFY(hands.waitPrepared());
        QCOMPARE(hands.lead(), lead);
        QVERIFY(isOneCleanLine(hands.lead()));
        QVERIFY(isOneCleanLine(hands.dialog()->windowTitle()));
        QVERIFY(hands.dialog()->height() <= 700); // no name makes it grow
        auto* field = hands.part<QLineEdit>(u"confirmText"_s);
        QVERIFY(field->isVisible());
        QVERIFY(isOneCleanLine(field->accessibleName()));
        QCOMPARE(hands.confirm()->text(), u"Delete 1"_s);
        QVERIFY(!hands.confirm()->isEnabled()); // with nothing typed
        for (const QString& nearly : { u" "_s, u"\u200B"_s, typed.chopped(1), typed + u'x' }) {
            field->setText(nearly);
            QVERIFY2(!hands.confirm()->isEnabled(), qPrintable(nearly));
        }
        field->setText(typed); // an input method's result; keyClicks() knows Latin-1 alone
        QVERIFY2(hands.confirm()->isEnabled(), qPrintable(field->accessibleName()));
        hands.press(hands.confirm());
        QVERIFY(hands.waitEnded());
        const demo::Activity activity = hands.console.tenant().activity();
        QCOMPARE(activity.calls.value(Asked::DeleteIdentity), 1);
        QCOMPARE(activity.actsOf(Asked::DeleteIdentity, ids.first()), 1);
    }

    void buttonsMenusAndListsAreLines()
    {
        const QString name = u"a\u202Eb\nc\0d"_s + QString(10'000, u'x');
        Rig rig(name);
        OperationRig& hands = rig.hands;
        QVERIFY(hands.isReady);
        hands.console.clickCell(0, 1);
        for (const QToolButton* button : hands.console.window().findChildren<QToolButton*>()) {
            QVERIFY2(isOneCleanLine(button->text()), qPrintable(button->text()));
            QVERIFY(button->text().size() < 200);
        }
        for (const QAction* action : hands.console.window().findChildren<QAction*>()) {
            const QString shown = action->text().section(u'\t', 0, 0); // its key follows
            QVERIFY2(isOneCleanLine(shown), qPrintable(shown));
            QVERIFY2(isOneCleanLine(action->toolTip()), qPrintable(action->toolTip()));
            QVERIFY(action->toolTip().size() < 500);
        }
        const QAbstractItemModel& model = *hands.console.table().model();
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role :
                { int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole) }) {
                const QString shown = model.index(0, column).data(role).toString();
                QVERIFY2(isOneCleanLine(shown), qPrintable(shown));
                QVERIFY(shown.size() < 400);
            }
        }
        for (const QLabel* label : hands.console.window().findChildren<QLabel*>())
            QVERIFY2(isOneCleanLine(label->text()), qPrintable(label->text()));
    }

    void copiedRowsAreGuarded()
    {
        Rig rig(u"x;=HYPERLINK(\"http://evil.test\")\n=1\t+2"_s);
        OperationRig& hands = rig.hands;
        QVERIFY(hands.isReady);
        hands.console.clickCell(0, 1);
        hands.console.press(hands.console.table(), u"Ctrl+C"_s);
        const QString copied = QApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(u"\"x;'=HYPERLINK(\"\"http://evil.test\"\") =1 +2\"\t"_s),
            qPrintable(copied));
    }
};

QTEST_MAIN(TestHostileNames)
#include "tst_hostilenames.moc"
