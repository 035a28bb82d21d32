#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace ic {

/// What a surface shows when it has nothing to show: an icon, what is the case, why, and what can
/// be done. Used for empty, failed, loading and not connected.
class StatePage final : public QWidget
{
    Q_OBJECT

public:
    explicit StatePage(QWidget* parent = nullptr);

    /// `detail` may be long; both are shown as plain text.
    void setState(const QString& icon, const QString& title, const QString& detail);
    /// Empty text = no button.
    void setActions(const QString& primary, const QString& secondary = {});

signals:
    void primaryClicked();
    void secondaryClicked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showIcon();

    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_detail;
    QPushButton* m_primary;
    QPushButton* m_secondary;
};

} // namespace ic
