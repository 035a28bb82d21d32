// What all dialogs have in common: which button Enter presses, and what takes room.

#include "ui/parts/dialogframe.h"
#include "ui/parts/fieldnote.h"
#include "ui/parts/tenantband.h"
#include "ui/parts/theme.h"

#include "profile/tenant.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

/// A dialog with a field, a tool, Cancel and a button that confirms.
class Asking final : public DialogFrame
{
public:
    explicit Asking(Shape shape = Shape::Page)
        : DialogFrame(u"asking"_s, u"Asking"_s, nullptr, shape)
        , field(new QLineEdit(this))
    {
        body().addWidget(field);
        tool = addTool(u"tool"_s, u"copy"_s, u"Copy"_s);
        cancel = addCancel();
        sure = addConfirm(u"sure"_s, u"Sure"_s);
    }

    using DialogFrame::answerIn;
    using DialogFrame::askInstead;
    using DialogFrame::message;
    using DialogFrame::setLead;
    using DialogFrame::setWeight;
    using DialogFrame::showTenant;
    using DialogFrame::Weight;

    QLineEdit* field;
    QPushButton* tool;
    QPushButton* cancel;
    QPushButton* sure;
};

void pressEnter(Asking& dialog)
{
    dialog.show();
    dialog.field->setFocus();
    QTest::keyClick(dialog.field, Qt::Key_Return);
}

} // namespace

class TestDialogFrame : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }
    /// A ring says where the focus is, and is nowhere else.
    void onlyTheFocusHasARing()
    {
        Asking dialog;
        dialog.setWeight(Asking::Weight::Final);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        const auto edge = [](QPushButton& button) {
            return button.grab().toImage().pixelColor(button.width() / 2, 0).name();
        };
        const auto inside = [](QPushButton& button) {
            return button.grab().toImage().pixelColor(button.width() / 2, 3).name();
        };
        dialog.field->setFocus();
        QVERIFY(dialog.cancel->isDefault());
        QCOMPARE(edge(*dialog.cancel), edge(*dialog.tool));
        const QString plain = edge(*dialog.tool);
        const QString filled = inside(*dialog.sure);
        dialog.cancel->setFocus();
        QVERIFY(edge(*dialog.cancel) != plain);
        dialog.sure->setFocus();
        QCOMPARE(edge(*dialog.cancel), plain);
        QVERIFY(inside(*dialog.sure) != filled); // the accent alone would not show on it
    }
    void enterDoesWhatTheWeightAllows_data()
    {
        QTest::addColumn<int>("weight");
        QTest::addColumn<bool>("accepts");
        QTest::newRow("light") << static_cast<int>(Asking::Weight::Light) << true;
        QTest::newRow("heavy") << static_cast<int>(Asking::Weight::Heavy) << false;
        QTest::newRow("final") << static_cast<int>(Asking::Weight::Final) << false;
    }
    void enterDoesWhatTheWeightAllows()
    {
        QFETCH(int, weight);
        QFETCH(bool, accepts);
        Asking dialog;
        dialog.answerIn(dialog.field);
        dialog.setWeight(static_cast<Asking::Weight>(weight));
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QSignalSpy rejected(&dialog, &QDialog::rejected);
        QCOMPARE(dialog.sure->isDefault(), accepts);
        QCOMPARE(dialog.cancel->isDefault(), !accepts);
        pressEnter(dialog);
        QCOMPARE(accepted.size(), accepts ? 1 : 0);
        QCOMPARE(rejected.size(), accepts ? 0 : 1);
    }

    void whatBecameHeavyIsNotConfirmedByEnter()
    {
        Asking dialog;
        dialog.setWeight(Asking::Weight::Light);
        dialog.setWeight(Asking::Weight::Final);
        QVERIFY(!dialog.sure->isDefault());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        pressEnter(dialog);
        QCOMPARE(accepted.size(), 0);
    }

    void noOtherButtonTakesEnter()
    {
        Asking dialog;
        QVERIFY(!dialog.tool->isDefault());
        for (const auto* button : dialog.findChildren<QPushButton*>())
            QVERIFY(!button->autoDefault());
    }

    void enterBelongsToTheField()
    {
        Asking dialog;
        QSignalSpy entered(dialog.field, &QLineEdit::returnPressed);
        pressEnter(dialog);
        QCOMPARE(entered.size(), 1);
        QVERIFY(dialog.isVisible());
        QCOMPARE(dialog.result(), 0);
    }

    void theOnlyFieldAnswers()
    {
        Asking dialog;
        dialog.answerIn(dialog.field);
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        pressEnter(dialog);
        QCOMPARE(accepted.size(), 1);
    }

    /// Whichever button is the default one.
    void enterPressesTheButtonItIsOn()
    {
        Asking dialog;
        dialog.setWeight(Asking::Weight::Final);
        dialog.show();
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QSignalSpy used(dialog.tool, &QPushButton::clicked);
        dialog.tool->setFocus();
        QTest::keyClick(dialog.tool, Qt::Key_Return);
        QCOMPARE(used.size(), 1);
        QVERIFY(dialog.isVisible());
        dialog.sure->setFocus();
        QTest::keyClick(dialog.sure, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
    }

    void escapeCancels()
    {
        Asking dialog;
        QSignalSpy rejected(&dialog, &QDialog::rejected);
        dialog.show();
        QTest::keyClick(dialog.field, Qt::Key_Escape);
        QCOMPARE(rejected.size(), 1);
    }

    void stripAndTitleStandOnTop()
    {
        Asking dialog;
        dialog.setLead(u"Delete 3 identities?"_s, {});
        dialog.showTenant({ .name = u"acme"_s, .environment = Environment::Production });
        dialog.show();
        const auto top
            = [&](const QWidget* widget) { return widget->mapTo(&dialog, QPoint(0, 0)).y(); };
        const auto* strip = dialog.findChild<TenantBand*>();
        const auto* lead = dialog.findChild<QLabel*>(u"lead"_s);
        QCOMPARE(top(strip), 0);
        QCOMPARE(strip->width(), dialog.width());
        QVERIFY(top(lead) >= strip->height());
        QVERIFY(top(dialog.field) > top(lead));
        QVERIFY(!dialog.findChild<QLabel*>(u"subtitle"_s)->isVisible());
    }

    void messagesTakeRoomOnlyWhileTheySaySomething()
    {
        Asking dialog(Asking::Shape::Question);
        dialog.show();
        const int before = dialog.sizeHint().height();
        dialog.message().sayProblem(u"The disk is full."_s);
        QVERIFY(dialog.sizeHint().height() > before);
        dialog.layout()->activate();
        QVERIFY(dialog.message().y() > dialog.field->y());
        dialog.message().clear();
        dialog.layout()->activate();
        QCOMPARE(dialog.sizeHint().height(), before);
    }

    void aQuestionTakesThePlaceOfTheButtons()
    {
        Asking dialog;
        dialog.show();
        QWidget question(&dialog);
        dialog.askInstead(&question);
        QVERIFY(question.isVisible());
        QVERIFY(!dialog.sure->isVisible());
        dialog.askInstead(nullptr);
        QVERIFY(!question.isVisible());
        QVERIFY(dialog.sure->isVisible());
    }
};

QTEST_MAIN(TestDialogFrame)
#include "tst_dialogframe.moc"
