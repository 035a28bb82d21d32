#include "ui/parts/notices.h"

namespace ic {

void Notices::say(const QString& text)
{
    emit said(text);
}

void Notices::keep(const QString& text)
{
    m_kept.removeAll(text);
    m_kept += text;
    emit keptChanged();
}

void Notices::putAway()
{
    m_kept.clear();
    emit keptChanged();
}

} // namespace ic
