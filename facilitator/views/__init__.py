"""What each viewer sees: phone, board, stage, and paper."""
