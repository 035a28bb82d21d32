#include "ui/connections/testpanel.h"

#include "ui/connections/rightslist.h"
#include "ui/connections/testline.h"
#include "ui/parts/card.h"
#include "ui/parts/iconmark.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/wraplabel.h"

#include "base/wording.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Steps = 5;

} // namespace

TestPanel::TestPanel(QWidget* parent)
    : QWidget(parent)
    , m_oldMark(new IconMark(u"triangle-alert"_s, Tone::Warning, this))
    , m_title(new WrapLabel(Tone::Plain, this))
    , m_copy(new LinkButton(this))
    , m_openRights(new LinkButton(this))
    , m_rights(new RightsList(this))
{
    setObjectName(u"testPanel"_s);
    m_title->setObjectName(u"testTitle"_s);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_copy->setObjectName(u"copyDetails"_s);
    m_openRights->setObjectName(u"openRights"_s);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_oldMark);
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);
    auto* card = new Card(this);
    auto* around = new QVBoxLayout(this);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(card);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 8, 12, 10);
    layout->setSpacing(6);
    layout->addLayout(head);
    for (int i = 0; i < Steps; ++i) {
        m_lines += new TestLine(this);
        layout->addWidget(m_lines.last());
    }
    auto* link = new QHBoxLayout;
    link->addSpacing(TestLine::textLeft(font()));
    link->addWidget(m_openRights);
    link->addStretch();
    layout->addLayout(link);
    layout->addWidget(m_rights);
    connect(m_copy, &LinkButton::clicked, this, &TestPanel::copy);
    connect(m_openRights, &LinkButton::clicked, this, [this] {
        m_isOpen = !m_isOpen;
        refresh();
    });
    hide();
}

TestPanel::~TestPanel() = default;

void TestPanel::setRun(std::unique_ptr<ConnectionTestRun> run, const QString& time)
{
    end();
    m_run = std::move(run);
    m_time = time;
    m_isOld = false;
    m_isOpen = false;
    if (m_run == nullptr)
        return;
    connect(m_run.get(), &ConnectionTestRun::changed, this, &TestPanel::refresh);
    connect(m_run.get(), &ConnectionTestRun::finished, this, [this] {
        refresh();
        emit finished();
        QAccessibleEvent alert(m_title, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    });
    refresh();
}

void TestPanel::setOld(bool isOld)
{
    if (m_isOld == isOld)
        return;
    m_isOld = isOld;
    showTitle();
}

void TestPanel::end()
{
    m_run.reset();
}

void TestPanel::showTitle()
{
    QString title = tr("Test of %1", "14:02").arg(m_time);
    if (m_isOld)
        title = tr("%1, of other values", "Test of 14:02").arg(title);
    m_title->setTone(m_isOld ? Tone::Warning : Tone::Plain);
    m_title->setShown(title);
    m_oldMark->setVisible(m_isOld);
}

void TestPanel::refresh()
{
    if (m_run == nullptr)
        return;
    showTitle();
    m_copy->setText(tr("Copy details"));
    m_copy->setAccessibleName(m_copy->text());
    m_copy->setVisible(m_run->isFinished());
    const QList<ConnectionCheck> checks = m_run->checks();
    for (int i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setVisible(i < checks.size());
        if (i < checks.size())
            m_lines[i]->setCheck(checks[i]);
    }
    const QList<RightCheck> rights = m_run->rights();
    m_openRights->setVisible(!rights.isEmpty());
    m_openRights->setText(m_isOpen
            ? tr("Hide the rights")
            : tr("Show all %Ln rights", "Show %Ln right", pluralCount(rights.size())));
    m_openRights->setAccessibleName(m_openRights->text());
    m_rights->setVisible(m_isOpen && !rights.isEmpty());
    m_rights->setRights(rights);
}

void TestPanel::copy()
{
    QGuiApplication::clipboard()->setText(m_run->details());
    m_copy->setText(tr("Copied"));
}

} // namespace ic
