// What is waited for in the page.

/** The field of the sign-in page. */
export const SIGN_IN = "form[aria-labelledby=heading] input:not([type=radio])";

/** The list, and its first row. */
export const TOKENS_GRID = "[role=grid][aria-label=Tokens]";
export const LIST = `${TOKENS_GRID} [role=row][aria-rowindex="2"]`;

/** The matrix of buckets, and its first tick. */
export const MATRIX_GRID = "[role=grid][aria-label='Buckets, Read and Write']";
export const MATRIX = `${MATRIX_GRID} [role=gridcell] [role=checkbox], ${MATRIX_GRID} [role=gridcell] input`;
