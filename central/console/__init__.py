"""Operations at the centre: Persian pages that stay true while they stand."""
