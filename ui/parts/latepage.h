#pragma once

#include <QWidget>

#include <functional>

namespace ic {

/// A page of a tab that is made when somebody looks at it for the first time, so that a window does
/// not wait for what it does not show. Tab comes to its fields where it comes to the page.
class LatePage final : public QWidget
{
    Q_OBJECT

public:
    /// `make` makes the page as a child of the widget it is given.
    LatePage(std::function<QWidget*(QWidget*)> make, QWidget* parent);

    /// Makes it before somebody looks at it.
    void makeNow();

protected:
    void showEvent(QShowEvent* event) override;

private:
    std::function<QWidget*(QWidget*)> m_make; ///< null when the page is made
};

} // namespace ic
