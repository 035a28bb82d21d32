#pragma once

#include "models/details/identitydetail.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ic {

/// Above what is known already: why the whole record could not be loaded, and Retry; or what of it
/// is not as the API describes. Shown only while that is the case.
class ErrorBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorBar(IdentityDetail& detail, QWidget* parent = nullptr);

private:
    void refresh();

    IdentityDetail& m_detail;
    QLabel* m_text;
    QPushButton* m_retry;
};

} // namespace ic
