#include "models/details/answerloader.h"

namespace ic {

void AnswerLoaderState::set(State state)
{
    m_state = state;
    m_error.reset();
    emit changed();
}

void AnswerLoaderState::setFailed(const ApiError& error)
{
    m_state = State::Failed;
    m_error = error;
    emit changed();
}

} // namespace ic
